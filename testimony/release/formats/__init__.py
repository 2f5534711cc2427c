"""The files of a release of rows: one plain table in the formats that statisticians and archives ask for."""
