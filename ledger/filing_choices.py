"""The words that a filing plan chooses from, and the field for an index of one's own."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.fields import Choices, Context, FieldError
from ledger.fields.choices import split_words
from ledger.index_columns import WORDS, UnusableIndex, index_columns

CORNERS = {"上外角（DA/T 22）": "upper", "下外角": "lower", "不编": "none"}
"""The words for each corner that an archival page number may stand in, to the value of `filing_settings.Corner`."""

DA_T_22_WORDS = "归档文件目录9栏（DA/T 22）"
GB_T_9705_WORDS = "卷内文件目录7栏（GB/T 9705）"
OWN_WORDS = "自定栏目"
INDEX_FORMS = (DA_T_22_WORDS, GB_T_9705_WORDS, OWN_WORDS)

BOXES = ("20毫米", "30毫米", "40毫米", "50毫米")
"""The spines of archive boxes (DA/T 22-2015)."""


@dataclass(frozen=True, kw_only=True)
class IndexColumns(Choices):
    """The columns of an index in the order they are to stand, each once, 题名 among them."""

    choices: tuple[str, ...] = WORDS
    indexed: bool = False

    def read(self, raw: object, context: Context) -> tuple[str, ...]:
        """The heads of the columns. Raises FieldError for a set of columns that makes no index."""
        words = tuple(word.strip() for word in split_words(raw) or ())
        try:
            return tuple(column.value for column in index_columns(words))
        except UnusableIndex as error:
            raise FieldError(self.label, "、".join(words) or raw, error.want) from error
