"""The only module that knows DuckDB: builds the model from tables, opens a snapshot, runs named statements.

Statements live one a file in `sql/`; a name here is a file's name there. Every call gets a cursor of its own, because a
DuckDB connection is owned by one unfinished statement at a time.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

# A frame of figures is small, has many columns of text and is read row by row: as Arrow's texts that takes twice as long.
pd.set_option("mode.string_storage", "python")

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "sql" / "model"
QUERIES = ROOT / "sql" / "queries"
CHECKS = ROOT / "sql" / "checks"
DISK_CODES = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS)


class Database:
    """One model in memory. Share it freely between threads: each question runs on its own cursor."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def query(self, name: str, **parameters: Any) -> pd.DataFrame:
        """Rows of `sql/queries/<name>.sql`; missing and superfluous parameters both raise duckdb.Error."""
        return self._rows(QUERIES / f"{name}.sql", parameters)

    def keep(self, table: str, name: str, order: str, **parameters: Any) -> None:
        """Append to a table what `sql/queries/<name>.sql` answers: its columns of the same name, in a fixed order.

        One thread: a sum of fractions depends on the order of its parts, and equal deliveries must give equal bytes.
        """
        cursor = self._connection.cursor()
        cursor.execute("SET threads = 1")
        answer = cursor.query(statement(QUERIES / f"{name}.sql"), params=dict(parameters))
        answer.select(*[duckdb.ColumnExpression(column) for column in _columns(cursor, table)]).order(
            order
        ).insert_into(table)
        cursor.execute("RESET threads")

    def check(self, name: str) -> pd.DataFrame:
        """Rows of `sql/checks/<name>.sql`: each one a fault."""
        return self._rows(CHECKS / f"{name}.sql", {})

    def table(self, name: str) -> pd.DataFrame:
        """All rows of a table, in stored order."""
        return self._connection.cursor().table(name).df()

    def _rows(self, path: Path, parameters: Mapping[str, Any]) -> pd.DataFrame:
        return self._connection.cursor().execute(statement(path), dict(parameters)).df()

    def save(self, folder: Path) -> None:
        """Write every table of the model as one Parquet file, rows in table order, so that equal content is equal bytes.

        OSError with the disk's own code when it cannot be written.
        """
        cursor = self._connection.cursor()
        cursor.execute("SET threads = 1")
        try:
            for name in _tables(cursor):
                cursor.table(name).write_parquet(str(folder / f"{name}.parquet"), compression="zstd")
        except duckdb.IOException as error:
            known = (code for code in DISK_CODES if os.strerror(code) in str(error))
            raise OSError(next(known, errno.EIO), str(error)) from error

    def compress(self) -> None:
        """Keep the tables of an opened snapshot in a seventh of the memory: for one that stays open, before others read it."""
        self._connection.execute("CHECKPOINT tabellen")

    def close(self) -> None:
        """Release the memory."""
        self._connection.close()


def statement(path: Path) -> str:
    """The text of one statement file."""
    return path.read_text(encoding="utf-8")


def build(tables: Mapping[str, pd.DataFrame]) -> Database:
    """Make the whole model from its source tables (see `sql/model/0*.sql` for their columns)."""
    connection = _connect()
    for path in sorted(MODEL.glob("*.sql")):
        connection.execute(statement(path))
        name = path.stem.split("_", 1)[1]
        if name in tables:
            frame = tables[name]
            connection.register("frame", frame)
            connection.table("frame").select(
                *[duckdb.ColumnExpression(column) for column in _columns(connection, name)]
            ).insert_into(name)
            connection.unregister("frame")
    return Database(connection)


def open_snapshot(folder: Path) -> Database:
    """Load a snapshot's Parquet into memory, remake the views, and lock the door to the file system.

    The tables lie in an attached database, where DuckDB can `compress` them. A view of the same name stands for each.
    """
    connection = _connect()
    connection.execute("ATTACH ':memory:' AS tabellen (COMPRESS)")
    for path in sorted(MODEL.glob("*.sql")):
        name = path.stem.split("_", 1)[1]
        parquet = folder / f"{name}.parquet"
        if parquet.exists():
            connection.read_parquet(str(parquet)).create(f"tabellen.main.{name}")
            connection.table(f"tabellen.main.{name}").create_view(name)
        elif "CREATE VIEW" in statement(path):
            connection.execute(statement(path))
    _lock(connection)
    return Database(connection)


def read_parquet(path: Path) -> pd.DataFrame:
    """The rows of one Parquet file."""
    with _connect() as connection:
        return connection.read_parquet(str(path)).df()


def _connect() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"threads": "2", "preserve_insertion_order": "true"})


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _tables(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    rows = cursor.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name").fetchall()
    return [name for (name,) in rows]


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return list(connection.table(table).columns)
