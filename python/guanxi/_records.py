"""Documents of any sort as Arrow batches with the fields the recogniser reads."""

import itertools

import pyarrow as pa

from ._guanxi import GuanxiError

FIELDS = ("id", "text", "title", "date", "source", "url")
ROWS = 512
BYTES = 4 << 20


def of_table(table, columns):
    """Batches of an Arrow table or batch; texts are taken as they lie in memory."""
    names = {field: columns.get(field, field) for field in FIELDS}
    held = [field for field, name in names.items() if name in table.schema.names]
    if "text" not in held:
        there = ", ".join(table.schema.names)
        raise GuanxiError(f"no column {names['text']}; name the column of the texts: text=... (there are {there})")
    if isinstance(table, pa.RecordBatch):
        table = pa.Table.from_batches([table])
    plain = pa.table({field: cast(table.column(names[field])) for field in held})
    for batch in plain.to_batches(max_chunksize=ROWS):
        yield from parted(batch)


def parted(batch):
    """A batch in pieces of a few MiB, so that large documents do not pile up."""
    if batch.num_rows <= 1 or batch.nbytes <= BYTES:
        yield batch
        return
    half = batch.num_rows // 2
    yield from parted(batch.slice(0, half))
    yield from parted(batch.slice(half))


def cast(column):
    """A column as text: bytes stay bytes, and are decoded one by one."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return cast(column.cast(kind.value_type))
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return column.cast(pa.large_binary())
    return column if pa.types.is_large_string(kind) else column.cast(pa.large_string())


def of_dicts(records, columns):
    """Batches of an iterable of dicts, a few hundred at a time."""
    records = iter(records)
    while True:
        chunk = list(itertools.islice(records, ROWS))
        if not chunk:
            return
        rows = {field: [field_of(record, columns.get(field, field)) for record in chunk] for field in FIELDS}
        arrays = {field: as_text(values) for field, values in rows.items()}
        yield from parted(pa.record_batch(list(arrays.values()), names=list(arrays)))


def field_of(record, name):
    """A field as text or bytes; what is neither is none, numbers and days in other fields their words."""
    value = record.get(name)
    if value is None or isinstance(value, (str, bytes)):
        return value
    if name == "text" or isinstance(value, (dict, list, tuple)) or value != value:
        return None
    return str(value)


def as_text(values):
    """An Arrow array of texts; of bytes where some are."""
    if any(isinstance(value, bytes) for value in values):
        encoded = [value.encode() if isinstance(value, str) else value for value in values]
        return pa.array(encoded, pa.large_binary())
    return pa.array(values, pa.large_string())
