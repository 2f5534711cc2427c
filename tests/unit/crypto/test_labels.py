"""Labels keep purposes apart, so no two may be equal."""

from crypto import labels


def values() -> list[bytes]:
    return [value for name, value in vars(labels).items() if name.isupper()]


def test_no_two_labels_are_equal() -> None:
    assert len(values()) == len(set(values()))


def test_every_label_names_project_use_purpose_and_version() -> None:
    for label in values():
        project, use, purpose, version = label.split(b"/")
        assert project == b"aigaq"
        assert use in {b"sign", b"derive", b"digest"}
        assert purpose
        assert version.startswith(b"v")
