"""Documents, their versions, and the measures of each."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "document",
        sa.Column("doc_id", sa.String, nullable=False),
        sa.Column("current", sa.Integer, nullable=False, comment="number of the newest version, from 1"),
        sa.PrimaryKeyConstraint("doc_id", name="pk_document"),
    )
    op.create_table(
        "version",
        sa.Column("doc_id", sa.String, nullable=False),
        sa.Column("no", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("sha256", sa.String(64), nullable=False, comment="of the raw bytes"),
        sa.Column("input_sha256", sa.String(64), nullable=False, comment="of the raw bytes and what was known of them"),
        sa.Column("rules", sa.String(64), nullable=False, comment="hash of the code and lexicons that read them"),
        sa.Column("ingested_at", sa.String(32), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("encoding", sa.String, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("supersedes", sa.Text, comment="JSON list of document ids, null when empty"),
        sa.Column("metadata", sa.Text, nullable=False, comment="JSON, by ingest.packing"),
        sa.Column("repairs", sa.Text, nullable=False, comment="JSON, by ingest.packing"),
        sa.Column("sections", sa.Text, nullable=False, comment="JSON, by ingest.packing"),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("alignment", sa.LargeBinary, nullable=False, comment="Alignment.to_bytes"),
        sa.Column("text", sa.Text, nullable=False, comment="what all offsets refer to"),
        sa.Column("data", sa.LargeBinary, nullable=False, comment="the raw bytes, never deleted"),
        sa.PrimaryKeyConstraint("doc_id", "no", name="pk_version"),
        sa.ForeignKeyConstraint(["doc_id"], ["document.doc_id"], name="fk_version_document"),
    )
    op.create_table(
        "measure",
        sa.Column("doc_id", sa.String, nullable=False),
        sa.Column("no", sa.Integer, nullable=False, autoincrement=False, comment="version"),
        sa.Column(
            "ordinal", sa.Integer, nullable=False, autoincrement=False, comment="position in the document, from 0"
        ),
        sa.Column("measure_id", sa.String, nullable=False),
        sa.Column("number", sa.String),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("nature", sa.String, nullable=False),
        sa.Column("text_start", sa.Integer, nullable=False, comment="body, in code points of version.text"),
        sa.Column("text_end", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False, comment="the whole measure as JSON, by ingest.packing"),
        sa.PrimaryKeyConstraint("doc_id", "no", "ordinal", name="pk_measure"),
        sa.ForeignKeyConstraint(["doc_id", "no"], ["version.doc_id", "version.no"], name="fk_measure_version"),
    )
    op.create_index("ix_measure_measure_id", "measure", ["measure_id"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("measure", "version", "document"):
        op.drop_table(table)
