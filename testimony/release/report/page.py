"""The report as one HTML page: no script, no outside file, readable on paper."""

from collections.abc import Sequence
from html import escape

from testimony.release.report.facts import SIZE_STEPS, Facts
from testimony.release.rows.attack import Attack
from testimony.release.rows.strength import Strength

# The page travels as one file, so its style stands in it.
_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111}"
    "table{border-collapse:collapse;width:100%;margin:1em 0}th,td{text-align:left;padding:.25em .6em;"
    "border-bottom:1px solid #999}td.n,th.n{text-align:right}.bad{border:3px solid #900;padding:.5em 1em}"
    "svg{max-width:100%}@media print{body{margin:0;max-width:none}h2{break-after:avoid}}"
)
_WIDTH, _BAR, _GAP, _LABEL = 640, 18, 8, 120


def report_page(facts: Facts, *, title: str, faults: Sequence[str]) -> bytes:
    """Return the page; every text in it is escaped."""
    sections = [
        _verdict(faults),
        _promise(facts),
        _table(("", "source", "release"), _strength(facts.before, facts.after)),
        "<h2>People by the size of their class</h2>",
        _bars("Source", facts.sizes_before),
        _bars("Release", facts.sizes_after),
        "<h2>What it cost</h2>",
        _table(("cost", "value"), _costs(facts)),
        _table(
            ("column", "exact", "coarser", "hidden"),
            [(one.name, _share(one.exact), _share(one.coarser), _share(one.hidden)) for one in facts.columns],
        ),
        "<h2>Attack run</h2>",
        _table(
            ("the reader knows", "fewest who fit", "singled out", "below k", "average risk"), _attacks(facts.attacks)
        ),
        _table(("further attack", "result"), _further(facts)),
    ]
    body = "\n".join(sections)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    ).encode()


def _verdict(faults: Sequence[str]) -> str:
    if not faults:
        return "<p><strong>The release keeps its rule; the attack run found nothing that must not be.</strong></p>"
    items = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
    return f'<div class="bad"><strong>Do not release:</strong><ul>{items}</ul></div>'


def _promise(facts: Facts) -> str:
    return (
        f"<p>Method: {escape(facts.method)}. Rule: {escape(facts.rule)}; classes were made with k = {facts.k_used}. "
        f"{facts.released} people are released, {facts.left_out} stay out.</p>"
        "<p>These figures speak of the source as it was coded. They protect nobody from a reader who has the source, "
        "or who knows what everybody in a class has in common.</p>"
    )


def _strength(before: Strength, after: Strength) -> list[tuple[str, str, str]]:
    return [
        ("people", str(before.people), str(after.people)),
        ("classes", str(before.classes), str(after.classes)),
        ("smallest class (k)", str(before.k), str(after.k)),
        ("different main acts, least (l)", str(before.l), str(after.l)),
        ("entropy l, least", f"{before.entropy_l:.2f}", f"{after.entropy_l:.2f}"),
        ("t, greatest", f"{before.t:.2f}", f"{after.t:.2f}"),
        ("prosecutor risk, greatest", _share(before.prosecutor), _share(after.prosecutor)),
        (
            "journalist risk, greatest: everybody of the source is the reader's list",
            _share(before.prosecutor),
            _share(after.prosecutor),
        ),
        ("average risk", _share(before.average), _share(after.average)),
        ("marketer risk", _share(before.marketer), _share(after.marketer)),
    ]


def _costs(facts: Facts) -> list[tuple[str, str]]:
    return [
        ("NCP (0 nothing lost, 1 everything hidden)", f"{facts.ncp:.3f}"),
        ("people left out", _share(facts.left_out / max(1, facts.left_out + facts.released))),
        ("acts not told", _share(facts.acts_hidden)),
        ("people whose acts are withheld whole, because of earlier releases", str(facts.veiled)),
    ]


def _attacks(attacks: Sequence[Attack]) -> list[tuple[str, ...]]:
    return [
        (one.name, str(one.fewest), _share(one.singled_out), _share(one.below_k), _share(one.average))
        for one in attacks
    ]


def _further(facts: Facts) -> list[tuple[str, str]]:
    rows = [
        ("rank correlation of row order with the source", f"{facts.order:+.3f}"),
        ("columns nobody asked for", str(len(facts.stray_columns))),
        ("cells that begin like a formula", str(facts.formulas)),
    ]
    for past in facts.intersections:
        told = f"main act {_share(past.main_act)}, set of acts {_share(past.act_set)}"
        rows.append(("beside an earlier release, acts that come out", told))
    return rows


def _bars(title: str, people: Sequence[int]) -> str:
    most = max(1, *people)
    height = len(people) * (_BAR + _GAP)
    bars = []
    for number, (step, count) in enumerate(zip(SIZE_STEPS, people, strict=True)):
        y = number * (_BAR + _GAP)
        width = round((_WIDTH - _LABEL - 80) * count / most)
        bars.append(
            f'<text x="{_LABEL - 8}" y="{y + 14}" text-anchor="end" font-size="14">from {step}</text>'
            f'<rect x="{_LABEL}" y="{y}" width="{width}" height="{_BAR}" fill="#345"/>'
            f'<text x="{_LABEL + width + 6}" y="{y + 14}" font-size="14">{count}</text>'
        )
    label = f"{title}: people by class size"
    return (
        f"<h3>{escape(title)}</h3>"
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {_WIDTH} {height}">{"".join(bars)}</svg>'
    )


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def line(cells: Sequence[str], tag: str) -> str:
        told = "".join(
            f"<{tag}>{escape(cell)}</{tag}>" if n == 0 else f'<{tag} class="n">{escape(cell)}</{tag}>'
            for n, cell in enumerate(cells)
        )
        return f"<tr>{told}</tr>"

    body = "".join(line(row, "td") for row in rows)
    return f"<table><thead>{line(header, 'th')}</thead><tbody>{body}</tbody></table>"


def _share(value: float) -> str:
    return f"{100 * value:.2f} %"
