"""The tables. A change here needs a migration beside it: a test compares the two."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, LargeBinary, MetaData, String, Table, Text

REVISION = "0001"
"""Of the newest migration."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

document = Table(
    "document",
    metadata,
    Column("doc_id", String, primary_key=True),
    Column("current", Integer, nullable=False, comment="number of the newest version, from 1"),
)

version = Table(
    "version",
    metadata,
    Column("doc_id", String, primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False, comment="of the raw bytes"),
    Column("input_sha256", String(64), nullable=False, comment="of the raw bytes and what was known of them"),
    Column("rules", String(64), nullable=False, comment="hash of the code and lexicons that read them"),
    Column("ingested_at", String(32), nullable=False, comment="UTC, ISO 8601"),
    Column("encoding", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("supersedes", Text, comment="JSON list of document ids, null when empty"),
    Column("metadata", Text, nullable=False, comment="JSON, by ingest.packing"),
    Column("repairs", Text, nullable=False, comment="JSON, by ingest.packing"),
    Column("sections", Text, nullable=False, comment="JSON, by ingest.packing"),
    Column("text_sha256", String(64), nullable=False),
    Column("alignment", LargeBinary, nullable=False, comment="Alignment.to_bytes"),
    Column("text", Text, nullable=False, comment="what all offsets refer to"),
    Column("data", LargeBinary, nullable=False, comment="the raw bytes, never deleted"),
    ForeignKeyConstraint(["doc_id"], ["document.doc_id"]),
)

measure = Table(
    "measure",
    metadata,
    Column("doc_id", String, primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False, comment="version"),
    Column("ordinal", Integer, primary_key=True, autoincrement=False, comment="position in the document, from 0"),
    Column("measure_id", String, nullable=False),
    Column("number", String),
    Column("title", Text, nullable=False),
    Column("nature", String, nullable=False),
    Column("text_start", Integer, nullable=False, comment="body, in code points of version.text"),
    Column("text_end", Integer, nullable=False),
    Column("payload", Text, nullable=False, comment="the whole measure as JSON, by ingest.packing"),
    ForeignKeyConstraint(["doc_id", "no"], ["version.doc_id", "version.no"]),
    Index(None, "measure_id"),
)
