"""An answer → text for other programs and for a browser: CSV, TSV, JSON, the W3C's XML, Turtle, one HTML page.

`written(table, "csv")` has a column of IRIs beside each column of things; `written(table, "html", "Handovers of posts")` is a
table under that heading, which loads nothing.
"""

import csv
import io
import re
from html import escape
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from kg.cli.terminal import MisuseError, as_json, plain
from kg.vocab import term

if TYPE_CHECKING:
    from kg.query import Cell, Table

UNFIT = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]"
)  # what XML 1.0 has no way to write
RESULTS = "http://www.w3.org/2005/sparql-results#"
UNTAGGED = {"", term("xsd:string"), term("rdf:langString")}  # datatypes that are not written down beside a literal
PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 15px/1.4 system-ui, sans-serif; margin: 2rem; }}
table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }}
th {{ position: sticky; top: 0; background: #fff; }}
</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def written(table: "Table", format: str, title: str = "", lang: str = "en") -> str:
    """The answer as text of this format: csv, tsv, json, xml, ttl or html. Raises MisuseError for rows as Turtle."""
    if format == "json":
        return _json(table)
    if format == "xml":
        return _xml(table)
    if format == "ttl":
        return _turtle(table)
    if format == "html":
        return _html(table, title, lang)
    return _separated(table, "\t" if format == "tsv" else ",")


def _json(table: "Table") -> str:
    cells = [
        {
            column: {"value": cell.value, "datatype": cell.datatype or None, "label": cell.label}
            for column, cell in zip(table.columns, row, strict=True)
            if cell
        }
        for row in table.rows
    ]
    return as_json({"columns": table.columns, "rows": cells}, indent=1)


def _separated(table: "Table", delimiter: str) -> str:
    things = [any(cell and not cell.datatype for cell in column) for column in zip(*table.rows, strict=True)] or [
        False
    ] * len(table.columns)
    header: list[str] = []
    for name, thing in zip(table.columns, things, strict=True):
        header += [name, f"{name}_iri"] if thing else [name]
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    for row in table.rows:
        values: list[str] = []
        for cell, thing in zip(row, things, strict=True):
            values.append(cell.label if cell else "")
            if thing:
                values.append(cell.value if cell and not cell.datatype else "")
        writer.writerow(values)
    return lines.getvalue()


def _xml(table: "Table") -> str:
    """SPARQL Query Results XML; its line of variables is that of the columns, and labels have no place in it."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<sparql xmlns="{RESULTS}">', "<head>"]
    if table.form == "ask":
        [[answer]] = table.rows
        assert answer
        return "\n".join([*lines, "</head>", f"<boolean>{answer.value}</boolean>", "</sparql>"]) + "\n"
    lines += [f"<variable name={quoteattr(column)}/>" for column in table.columns]
    lines += ["</head>", "<results>"]
    for row in table.rows:
        lines.append("<result>")
        for column, cell in zip(table.columns, row, strict=True):
            if cell:
                lines.append(f"<binding name={quoteattr(column)}>{_bound(cell)}</binding>")
        lines.append("</result>")
    return "\n".join([*lines, "</results>", "</sparql>"]) + "\n"


def _bound(cell: "Cell") -> str:
    value = xml_escape(UNFIT.sub(" ", cell.value))
    if not cell.datatype:
        return f"<uri>{value}</uri>"
    if cell.datatype == "bnode":
        return f"<bnode>{value[2:]}</bnode>"
    tag = f' xml:lang="{cell.language}"' if cell.language else ""
    kind = "" if cell.datatype in UNTAGGED else f" datatype={quoteattr(cell.datatype)}"
    return f"<literal{tag or kind}>{value}</literal>"


def _turtle(table: "Table") -> str:
    from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

    from kg.query import BLANK
    from kg.vocab import PREFIXES

    if table.form != "construct":
        raise MisuseError("ttl is for CONSTRUCT and DESCRIBE, whose answers are triples: ask for csv, json or xml")
    triples = []
    for subject, predicate, thing in table.rows:
        assert subject
        assert predicate
        assert thing
        if thing.datatype == BLANK:
            value: Literal | NamedNode | BlankNode = BlankNode(thing.value[2:])
        elif thing.language:
            value = Literal(thing.value, language=thing.language)
        elif thing.datatype:
            value = Literal(thing.value, datatype=NamedNode(thing.datatype))
        else:
            value = NamedNode(thing.value)
        node = BlankNode(subject.value[2:]) if subject.datatype == BLANK else NamedNode(subject.value)
        triples.append(Triple(node, NamedNode(predicate.value), value))
    text = (serialize(sorted(set(triples), key=str), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
    rows = text.splitlines(keepends=True)  # the prefixes come first, in an order that changes from call to call
    head = sum(row.startswith("@prefix ") for row in rows[: len(PREFIXES)])
    return "".join([*sorted(rows[:head]), *rows[head:]])


def _html(table: "Table", title: str, lang: str) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in table.columns)
    rows = ["<tr>" + "".join(_shown(cell) for cell in row) + "</tr>" for row in table.rows]
    body = "\n".join(["<table>", f"<thead><tr>{head}</tr></thead>", "<tbody>", *rows, "</tbody>", "</table>"])
    if table.none:
        body = f"<p>{escape(table.none)}</p>"
    return PAGE.format(lang=lang, title=escape(plain(title or "Kabargraf")), body=body)


def _shown(cell: "Cell | None") -> str:
    if cell is None:
        return "<td></td>"
    iri = "" if cell.datatype else f' title="{escape(cell.value)}"'
    return f"<td{iri}>{escape(plain(cell.label))}</td>"
