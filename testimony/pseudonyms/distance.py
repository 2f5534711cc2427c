"""Edit distance with a bound, for names that are spelled in more than one way."""


def within(first: str, second: str, limit: int) -> bool:
    """Say whether two words differ by at most `limit` insertions, deletions or substitutions."""
    if abs(len(first) - len(second)) > limit:
        return False
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        above, row = row, [i]
        for j, right in enumerate(second, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (left != right)))
        if min(row) > limit:
            return False
    return row[-1] <= limit


def allowed(length: int) -> int:
    """Give how many edits a name of this length may differ by: none to the short ones, where each letter is a name."""
    if length < 5:
        return 0
    return 1 if length < 9 else 2
