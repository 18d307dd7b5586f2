"""The tables of a ledger, as they are after the latest migration; never bound to a database.

Every query names its database (`query.bind(db)`), so that two ledgers may be open in one process and no row can
reach for the database behind the reader's back. Times are ISO 8601 in UTC.
"""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, Model, TextField


class CampaignRow(Model):
    """A campaign, with its own copy of the scheme's text: the first is the ledger's own, the others are branches'."""

    id = AutoField()
    uid = TextField(unique=True)
    name = TextField()
    unit = TextField()
    year = IntegerField()
    scheme_id = TextField()
    scheme_text = TextField()
    created = TextField()

    class Meta:
        table_name = "campaign"


class RecordRow(Model):
    """A record of any kind; `data` is a JSON object of its fields as dumped, blanks left out."""

    id = AutoField()
    uid = TextField(unique=True)
    kind = TextField()
    campaign = ForeignKeyField(CampaignRow, null=True, on_delete="RESTRICT", lazy_load=False)
    data = TextField()
    created = TextField()
    changed = TextField()
    revision = IntegerField()
    deleted_at = TextField(null=True)

    class Meta:
        table_name = "record"
        indexes = ((("kind", "deleted_at"), False),)


class FileRow(Model):
    """A file kept by content hash; `name` is the one it first came with."""

    id = AutoField()
    sha256 = TextField(unique=True)
    name = TextField()
    suffix = TextField()
    media = TextField()
    size = IntegerField()
    pages = IntegerField()
    has_normal = BooleanField(default=False)

    class Meta:
        table_name = "attachment_file"


class AttachmentRow(Model):
    """A file bound to a record, in order of `position`; `removed_at` when it was taken off again."""

    id = AutoField()
    uid = TextField(unique=True)
    record = ForeignKeyField(RecordRow, on_delete="RESTRICT", lazy_load=False)
    file = ForeignKeyField(FileRow, on_delete="RESTRICT", lazy_load=False)
    role = TextField()
    name = TextField()
    position = IntegerField()
    added = TextField()
    removed_at = TextField(null=True)

    class Meta:
        table_name = "attachment"


class ChangeRow(Model):
    """One entry of the history, known by its uid in every library that it comes into."""

    id = AutoField()
    uid = TextField(unique=True)
    subject = TextField()
    at = TextField()
    who = TextField()
    action = TextField()
    field = TextField()
    old = TextField()
    new = TextField()
    reason = TextField()

    class Meta:
        table_name = "change"
        indexes = ((("subject",), False),)


class SchemeChangeRow(Model):
    """One change of a weight or rule of the campaign's scheme."""

    id = AutoField()
    at = TextField()
    who = TextField()
    key = TextField()
    old = TextField()
    new = TextField()
    reason = TextField()

    class Meta:
        table_name = "scheme_change"


class ExportRow(Model):
    """A finished export; its id is its number."""

    id = AutoField()
    at = TextField()
    who = TextField()
    folder = TextField()
    sha256 = TextField(index=True)
    sides = IntegerField()
    duplex = BooleanField()
    fresh_sheet = BooleanField()
    corner = TextField()

    class Meta:
        table_name = "export"


class ExportedPaperRow(Model):
    """A paper of an export's bound PDF; `sides` are digests joined by commas."""

    id = AutoField()
    export = ForeignKeyField(ExportRow, on_delete="RESTRICT", lazy_load=False)
    key = TextField()
    mark = TextField()
    title = TextField()
    first = IntegerField()
    place = IntegerField()
    sides = TextField()
    stamp = TextField()
    stamp_side = IntegerField()

    class Meta:
        table_name = "exported_paper"


class HandoverRow(Model):
    """A package that went out or came in; `received_at` is null while no receipt is known."""

    id = AutoField()
    package = TextField()
    direction = TextField()
    at = TextField()
    who = TextField()
    purpose = TextField()
    digest = TextField()
    records = IntegerField()
    files = IntegerField()
    bytes = IntegerField()
    place = TextField()
    received_at = TextField(null=True)
    received_by = TextField()
    result = TextField()

    class Meta:
        table_name = "handover"
        indexes = ((("package", "direction"), True),)


TABLES: tuple[type[Model], ...] = (
    CampaignRow,
    RecordRow,
    FileRow,
    AttachmentRow,
    ChangeRow,
    SchemeChangeRow,
    ExportRow,
    ExportedPaperRow,
    HandoverRow,
)
