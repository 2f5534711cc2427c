"""Edit distance with a bound, for names that are spelled in more than one way."""


def within(first: str, second: str, limit: int) -> bool:
    """Say whether two words differ by at most `limit` insertions, deletions or substitutions."""
    if abs(len(first) - len(second)) > limit:
        return False
    first, second = _apart(first, second)
    # No word is further from another than the longer is long; and of two that begin and end apart, one edit can only
    # mend a single letter.
    longest = max(len(first), len(second))
    if longest <= limit or limit < _FEW:
        return longest <= limit
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        above, row = row, [i]
        for j, right in enumerate(second, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (left != right)))
        if min(row) > limit:
            return False
    return row[-1] <= limit


_FEW = 2


def _apart(first: str, second: str) -> tuple[str, str]:
    """Take off what both words begin and end with, which changes no distance."""
    shorter = min(len(first), len(second))
    start = 0
    while start < shorter and first[start] == second[start]:
        start += 1
    end = 0
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return first[start : len(first) - end], second[start : len(second) - end]


def allowed(length: int) -> int:
    """Give how many edits a name of this length may differ by: none to the short ones, where each letter is a name."""
    if length < 5:
        return 0
    return 1 if length < 9 else 2
