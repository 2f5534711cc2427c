"""The released table as Parquet; needs the extra `formats`."""

import pyarrow as pa
import pyarrow.parquet as pq

from testimony.release.formats.plain import PlainTable


def table_parquet(table: PlainTable) -> bytes:
    """Return the table as Parquet bytes, every column text; no pandas index, no file path, no time inside."""
    columns = {column.name: pa.array(column.cells, type=pa.string()) for column in table.columns}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink, compression="zstd")
    blob: bytes = sink.getvalue().to_pybytes()
    return blob
