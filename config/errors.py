"""What is wrong with the settings, by the setting's name and never its value."""


class SettingsError(Exception):
    """Base of everything this package raises."""


class SettingMissing(SettingsError):
    """A setting that has no safe default is not given."""


class SettingWrong(SettingsError):
    """A setting is given and can't be used."""
