"""Files in one: the zip of the standard library reads them back; the same files, the same bytes."""

import io
import zipfile

from app.export.archive import zipped


def test_zipped() -> None:
    files = {"a/x.csv": b"1\n", "b/y.yaml": "ü".encode()}
    made = zipped(files)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files
    assert zipped(files) == made
