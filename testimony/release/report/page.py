"""The report as one HTML page for an ethics board: no script, no outside file, readable on screen and on paper."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from testimony.release.report.drawing import key, paired_bars, stacked_bars
from testimony.release.report.facts import SIZE_STEPS, Facts
from testimony.release.rows.attack import Attack
from testimony.release.rows.rule import Method
from testimony.release.rows.strength import Strength

# The page travels as one file, so its style stands in it. Colours differ in brightness too: they print in grey.
_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--soft:#555;--line:#b9b9b9;--paper:#fff;--good:#15603c;--bad:#a3141c;
--before:#8a8f98;--after:#1d4f91;--exact:#1d4f91;--coarser:#8fb4e3;--hidden:#d9d9d9}
@media(prefers-color-scheme:dark){:root{--ink:#e9e9e9;--soft:#b0b0b0;--line:#555;--paper:#17191c;--good:#6fce9d;
--bad:#ff8a8a;--before:#7d838c;--after:#8db8f2;--exact:#8db8f2;--coarser:#3f6ba8;--hidden:#3a3d42}}
@media print{:root{--ink:#000;--soft:#333;--line:#999;--paper:#fff;--good:#15603c;--bad:#a3141c;--before:#8a8f98;
--after:#1d4f91;--exact:#1d4f91;--coarser:#8fb4e3;--hidden:#d9d9d9}body{margin:0;max-width:none;font-size:10.5pt}
h2{break-after:avoid}table,svg,.verdict,li{break-inside:avoid}rect,i{print-color-adjust:exact}}
body{font:17px/1.55 Georgia,"Times New Roman",serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:var(--ink);
background:var(--paper)}h1{line-height:1.2}h2{margin:2.2rem 0 .5rem}small,.note{color:var(--soft)}
.verdict{border:2px solid var(--good);border-left-width:.6rem;padding:.6rem 1rem}.verdict.bad{border-color:var(--bad)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.94em}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th.n{white-space:normal}
svg{display:block;width:100%;height:auto;margin:.8rem 0}svg text{font:13px sans-serif;fill:var(--ink)}
.before{fill:var(--before);background:var(--before)}.after{fill:var(--after);background:var(--after)}
.exact{fill:var(--exact);background:var(--exact)}.coarser{fill:var(--coarser);background:var(--coarser)}
.hidden{fill:var(--hidden);background:var(--hidden)}.key span{margin-right:1.4rem;white-space:nowrap}
.key i{display:inline-block;width:.9em;height:.9em;margin-right:.4em;vertical-align:-.08em}
"""
_METHODS = {
    Method.FULL_DOMAIN: "one level of detail per column, the same for everybody",
    Method.LOCAL: "each class as finely as its size allows (local recoding)",
    Method.VOCABULARY: "one level of detail per column, or * (one vocabulary)",
}


def report_page(facts: Facts, *, title: str, faults: Sequence[str]) -> bytes:
    """Return the page; every text in it is escaped."""
    sections = [
        _verdict(faults),
        _in_plain_words(facts),
        _company(facts),
        _attack_run(facts),
        _cost(facts),
        _risks(facts),
        _what_is_not(facts),
    ]
    body = "\n".join(sections)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{_STYLE}</style>'
        f"</head><body><h1>{escape(title)}</h1>\n<p>Report on the risk that somebody is found in this dataset.</p>\n"
        f"{body}\n</body></html>\n"
    ).encode()


def _verdict(faults: Sequence[str]) -> str:
    if not faults:
        words = (
            "<strong>Passed.</strong> The dataset keeps its rule, and no attack found fewer people than it promises."
        )
        return f'<p class="verdict">{words}</p>'
    items = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
    return f'<div class="verdict bad"><strong>Do not release.</strong><ul>{items}</ul></div>'


def _in_plain_words(facts: Facts) -> str:
    after, rule = facts.after, facts.rule
    acts = {
        0: "Acts are told as they are: somebody who knows one act can find people by it.",
        1: f"Who also knows one act finds {rule.k} of them at least: an act is told of so many in a group, or of none.",
        2: f"Who also knows two acts finds {rule.k} of them at least: both are told of so many in a group, or of none.",
    }
    items = [
        f"{facts.released} people are in the dataset; of the source, {_few(facts.left_out, rule.k)} are not.",
        f"Whoever knows everything that the columns say of a person finds at least {after.k} people who look the same.",
        f"A guess is right in at most {_share(after.prosecutor)} of cases, on average in {_share(after.average)}.",
        acts[rule.m],
        f"In every such group of people at least {after.l} different main acts occur.",
        f"The price: {_share(facts.ncp)} of the detail of the columns is lost.",
        f"{_share(facts.acts_hidden)} of the acts are not told: don't count acts in these rows, use the count tables.",
    ]
    return f"<h2>In plain words</h2><ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _company(facts: Facts) -> str:
    labels = ["alone" if low == 1 else f"among {low} to {high - 1}" for low, high in pairwise(SIZE_STEPS)]
    labels.append(f"among {SIZE_STEPS[-1]} or more")
    before, after = (_shares(people) for people in (facts.sizes_before, facts.sizes_after))
    picture = paired_bars("Share of people by how many look the same", labels, before, after)
    return (
        "<h2>How many people look the same</h2><p>The longer the bars further down, the better people are hidden. "
        "Alone means: no other person has the same values.</p>"
        f"{key([('before', 'in the source'), ('after', 'in this dataset')])}{picture}"
    )


def _attack_run(facts: Facts) -> str:
    header = (
        "the reader knows",
        "fewest who fit",
        "found alone",
        f"fewer than {facts.rule.k} fit",
        "right on average",
        "",
    )
    rows = [(*_attack(one), "promised" if one.promised else "not promised") for one in facts.attacks]
    return (
        "<h2>Attack run</h2><p>The written dataset was attacked by somebody who knows these things exactly, of every "
        "person in it. “Found alone” is the share of people whom only one row fits.</p>"
        f"{_table(header, rows)}{_table(('further attack', 'result'), _further(facts))}"
    )


def _attack(one: Attack) -> tuple[str, ...]:
    return (one.name, str(one.fewest), _share(one.singled_out), _share(one.below_k), _share(one.average))


def _further(facts: Facts) -> list[tuple[str, str]]:
    rows = [
        ("order of the rows (0 tells nothing, 1 is the order of the source)", f"{abs(facts.order):.2f}"),
        ("columns that nobody asked for", str(len(facts.stray_columns))),
        ("cells that a spreadsheet would take for a formula", str(facts.formulas)),
    ]
    for past in facts.intersections:
        told = f"main acts {_share(past.main_act)}, sets of acts {_share(past.act_set)}"
        rows.append(("beside an earlier release, knowing everybody's class: acts that come out", told))
    rows += [("beside the file of an earlier release: main acts that come out", _share(past)) for past in facts.beside]
    if not facts.intersections and not facts.beside:
        rows.append(("beside an earlier release", "none was named"))
    return rows


def _cost(facts: Facts) -> str:
    labels = [one.name for one in facts.columns]
    pieces = [(("exact", one.exact), ("coarser", one.coarser), ("hidden", one.hidden)) for one in facts.columns]
    rows = [
        ("detail of the columns lost (NCP: 0 nothing, 1 everything)", f"{facts.ncp:.3f}"),
        ("people left out", _few(facts.left_out, facts.rule.k)),
        ("acts not told", _share(facts.acts_hidden)),
    ]
    if facts.intersections or facts.veiled:
        rows.append(("people whose acts are withheld because of earlier releases", _few(facts.veiled, facts.rule.k)))
    shares = [(one.name, _share(one.exact), _share(one.coarser), _share(one.hidden)) for one in facts.columns]
    return (
        f"<h2>What it cost</h2>{_table(('cost', 'value'), rows)}"
        f"{key([('exact', 'as recorded'), ('coarser', 'made coarser'), ('hidden', 'hidden (*)')])}"
        f"{stacked_bars('Share of cells by what happened to them, per column', labels, pieces)}"
        f"{_table(('column', 'as recorded', 'made coarser', 'hidden'), shares)}"
    )


def _risks(facts: Facts) -> str:
    rule = facts.rule
    made = (
        f"Method: {_METHODS[rule.method]}. Rule: k = {rule.k}, l = {rule.l}, entropy l = {rule.entropy_l:g}, "
        f"m = {rule.m}, average risk at most {_share(rule.average_risk)}. Classes were made with k = {facts.k_used}. "
        "A class is a group of people with the same released values; a household counts as one person."
    )
    table = _table(("", "source", "dataset"), _strength(facts.before, facts.after, facts))
    return f"<h2>For statisticians</h2><p>{escape(made)}</p>{table}"


def _strength(before: Strength, after: Strength, facts: Facts) -> list[tuple[str, str, str]]:
    # The exact number would tell how many were left out.
    out, k = before.people - after.people, facts.rule.k
    source = f"at least {after.people + out // k * k}" if out >= k else f"under {after.people + k}"
    return [
        ("people (a household counts once)", source, str(after.people)),
        ("classes", str(before.classes), str(after.classes)),
        ("k: people of the smallest class", str(before.k), str(after.k)),
        ("l: fewest different main acts of a class", str(before.l), str(after.l)),
        ("entropy l: the same, weighed by how even they are", f"{before.entropy_l:.2f}", f"{after.entropy_l:.2f}"),
        ("t: greatest distance of a class's main acts from all", f"{before.t:.2f}", f"{after.t:.2f}"),
        ("prosecutor: knows that the person is in it; greatest", _share(before.prosecutor), _share(after.prosecutor)),
        ("journalist: doesn't know it; greatest, at most", _share(before.prosecutor), _share(after.prosecutor)),
        ("average risk", _share(before.average), _share(after.average)),
        ("marketer: guesses everybody; share right", _share(before.marketer), _share(after.marketer)),
    ]


def _what_is_not(facts: Facts) -> str:
    lines = [
        "Nobody is protected from a reader who has the source itself.",
        "What everybody in a class has in common is told of each of them.",
        (
            f"Somebody who knows more than {facts.rule.m} act(s), or which was coded as the main one, can find fewer: "
            "see the lines of the attack run marked “not promised”."
        ),
        "The figures speak of the source as it was coded: a wrong code protects nobody.",
    ]
    return f"<h2>What this does not promise</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def line(cells: Sequence[str], tag: str) -> str:
        told = "".join(
            f"<{tag}>{escape(cell)}</{tag}>" if n == 0 else f'<{tag} class="n">{escape(cell)}</{tag}>'
            for n, cell in enumerate(cells)
        )
        return f"<tr>{told}</tr>"

    body = "".join(line(row, "td") for row in rows)
    return f'<div class="wide"><table><thead>{line(header, "th")}</thead><tbody>{body}</tbody></table></div>'


def _shares(people: Sequence[int]) -> list[float]:
    return [count / max(1, sum(people)) for count in people]


def _few(count: int, k: int) -> str:
    # As in the manifest, in steps of k: two reports mustn't tell that one person came or went.
    return f"at least {count // k * k}" if count >= k else f"fewer than {k}"


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"
