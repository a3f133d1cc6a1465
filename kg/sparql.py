"""SPARQL text and what may be done with it: a saved question's name or a query goes in, a `Question` comes out.

`question("who-holds-what")` reads `queries/who-holds-what.rq`: its title, its parameters and its text.
`bind(question, {"person": "<…/person/alex>"})` puts the parameters in, as a VALUES block: no user text becomes syntax.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KabargrafError, RefusedError

FOLDER = Path(__file__).parent / "queries"
# What a parameter may be: a kind of thing, "thing" for any, a kind of concept, or a value.
TYPES = ("person", "organization", "place", "post", "event", "thing", "status", "event_type", "role", "body")
VALUES = ("date", "number", "text")
READS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
WRITES = ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "MOVE", "WITH")
NAME = re.compile(r"[\w-]+")

# What the engine takes as one token, so that a word in a string, an IRI or a comment is never taken for a command.
# A variable and the local part of a prefixed name may hold any word; what is before the colon may not ("SERVICE:x").
TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\r\n]* )
    | (?P<string> \"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
                | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
    | (?P<variable> [?$]\w+ )
    | (?P<local> :(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])* )
    | (?P<word> \w+ )
    | (?P<sign> [^\s] )
    """,
    re.VERBOSE | re.DOTALL,
)
CALLS = re.compile("service|load", re.IGNORECASE)  # Oxigraph would open a socket, and has no switch against it
PREFIX = re.compile(r"(?:[^\W\d_][\w.-]*)?$")  # what stands before the colon
CLOSING = {"}": "{", ")": "(", "]": "["}
HEADER = re.compile(r"#\s*(?P<key>title|description|param|none|derived)(?:@(?P<lang>\w+))?:\s*(?P<rest>.*)")
PARAMETER = re.compile(r"(?P<name>\w+)(?:\s*\((?P<type>\w+)(?P<more>[^)]*)\))?\s*[—-]\s*(?P<help>.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question.

    Its type is a kind of thing ("person"), "thing" for any, a kind of concept ("status"), "date", "number" or "text".
    """

    name: str
    type: str
    optional: bool
    default: str | None
    help: Mapping[str, str]  # language → sentence


@dataclass(frozen=True, slots=True)
class Question:
    """A query with what its header says of it; `name` is empty for text that nobody saved."""

    name: str
    text: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    none: Mapping[str, str] = field(default_factory=dict)  # what to say where nothing answers it
    derived: bool = True  # whether derived facts may change its answer


def names(own: Path | None = None) -> list[str]:
    """The names of the saved questions, sorted, those in a person's `own` folder with them.

    Raises KabargrafError where that is no folder, or a name of it is taken.
    """
    return sorted(_files(own))


def question(name_or_text: str, own: Path | None = None) -> Question:
    """The saved question of this name, also of a person's `own` folder, or the query that this text is.

    Raises KabargrafError for an unknown name, for a header that does not say what it should, for a query that would change
    something or call another server.
    """
    asked = name_or_text.strip()
    if NAME.fullmatch(asked) and asked.upper() not in READS:
        files = _files(own)
        if asked not in files:
            raise KabargrafError(_unknown(asked, files))
        return _saved(files[asked])
    check(name_or_text)
    return _parse("", name_or_text)


def internal(name: str) -> str:
    """The text of `queries/<name>.rq`, also in a folder: "why/claims"."""
    return (FOLDER / f"{name}.rq").read_text("utf-8")


def check(text: str) -> None:
    """Refuse what is no reading of this graph: updates, SERVICE and LOAD in any case.

    Raises RefusedError that names the line, KabargrafError for what is no query at all.
    """
    first = ""
    declares = False  # the word after PREFIX is a name, not a command
    for token in _tokens(text):
        kind, words = token.lastgroup, token[0]
        if kind == "iri" and "://" not in words and (CALLS.search(words) or "#" in words or "'" in words):
            # Whether "<" opens an IRI here or compares two values depends on the grammar: a comment could hide in it.
            raise KabargrafError(f"line {_line(text, token)}: write the IRI {words} in full, with its https://")
        if kind == "word":
            if CALLS.search(words):
                line = f"line {_line(text, token)}: {words.upper()}"
                raise RefusedError(f"{line} is refused: a query reads this graph only and calls no other server")
            if not first and not declares and words.upper() not in ("BASE", "PREFIX"):
                first = words.upper()
            declares = declares or words.upper() == "PREFIX"  # a name may be of several words: my-x
        elif kind in ("local", "iri"):
            declares = False
    if not first:
        raise KabargrafError("the query is empty: write SELECT …, or the name of a saved question (kg queries)")
    if first not in READS:
        wrong = RefusedError if first in WRITES else KabargrafError
        raise wrong(f"a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {first}: it only reads")


def names_graphs(text: str) -> bool:
    """Whether the query says itself FROM which graphs it reads ("from:x" is a name, "@from" a language)."""
    before = ""
    for token in _tokens(text):
        word = token.lastgroup == "word" and token[0].upper() == "FROM"
        if word and before != "@" and not text.startswith(":", token.end()):
            return True
        before = token[0]
    return False


def fault(text: str, prefixes: Collection[str]) -> tuple[int, str] | None:
    """Where a query that the engine did not take is plainly wrong, and how: the engine itself says both only in part."""
    known = {*prefixes, "_"}
    declares = False
    opened: list[re.Match[str]] = []
    for token in _tokens(text):
        sign = token[0]
        if sign in ("'", '"'):
            return token.start(), "the text that begins here has no closing quotation mark"
        if sign in CLOSING.values():
            opened.append(token)
        elif sign in CLOSING and opened:
            if opened.pop()[0] != CLOSING[sign]:
                return token.start(), f"{sign} closes what another bracket opened"
        elif token.lastgroup == "local" and (found := PREFIX.search(text, max(0, token.start() - 99), token.start())):
            if declares:
                known.add(found[0])
            elif text.startswith("//", token.end()):
                return found.start(), "an IRI stands in < >, and has no blanks"
            elif found[0] not in known:
                several = ", ".join(f"{each}:" for each in sorted(known - {"_"}))
                mend = f"known are {several}; another needs PREFIX {found[0]}: <https://…> before SELECT"
                return found.start(), f"the prefix {found[0]}: is not known: {mend}"
        declares = sign.upper() == "PREFIX" or (declares and token.lastgroup != "local")
    return (opened[-1].start(), f"this {opened[-1][0]} is never closed") if opened else None


def bind(question: Question, terms: Mapping[str, str]) -> str:
    """The question's text with these parameters (name → a term as N-Triples writes it) bound in its WHERE block."""
    if not terms:
        return question.text
    values = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in terms.items())
    opening = None
    for token in _tokens(question.text):
        if token.lastgroup == "word" and token[0].upper() == "WHERE":
            opening = token.end()
        elif token[0] == "{" and token.lastgroup == "sign" and opening is not None:
            return question.text[: token.end()] + " " + values + question.text[token.end() :]
    raise KabargrafError("a query with parameters needs the word WHERE before its pattern: SELECT … WHERE { … }")


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return TOKEN.finditer(text)


def _line(text: str, token: re.Match[str]) -> int:
    return text.count("\n", 0, token.start()) + 1


def _files(own: Path | None) -> dict[str, Path]:
    """The files of the saved questions by name."""
    files = {path.stem: path for path in FOLDER.glob("*.rq")}
    if own is None:
        return files
    if not own.is_dir():
        raise KabargrafError(f"{own} is no folder: --queries and KG_QUERIES name a folder of .rq files")
    for path in sorted(own.glob("*.rq")):
        if path.stem in files:
            raise KabargrafError(f"{path}: a question is called {path.stem} already: give the file another name")
        if not NAME.fullmatch(path.stem) or path.stem.upper() in READS:
            raise KabargrafError(f"{path}: “{path.stem}” is no name for a question: use letters, digits and hyphens")
        files[path.stem] = path
    return files


def _saved(path: Path) -> Question:
    """The question in a file; what is wrong in it is told with the file's name."""
    try:
        text = path.read_text("utf-8-sig")
        check(text)
        found = _parse(path.stem, text)
    except UnicodeDecodeError:
        raise KabargrafError(f"{path} is not UTF-8: save the query as UTF-8 text") from None
    except KabargrafError as error:
        raise KabargrafError(f"{path}: {error}") from None
    if not found.title:
        raise KabargrafError(f"{path}: begin it with # title: what the question is called")
    variables = {token[0][1:] for token in _tokens(text) if token.lastgroup == "variable"}
    for parameter in found.parameters:
        if parameter.name not in variables:
            raise KabargrafError(
                f"{path}: the parameter {parameter.name} is nowhere in the query: use ?{parameter.name}"
            )
    return found


def _unknown(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    mend = f"did you mean {near[0]}?" if near else "kg queries lists them"
    return f"no saved question is called {name}: {mend}"


def _parse(name: str, text: str) -> Question:
    title: dict[str, str] = {}
    description: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    none: dict[str, str] = {}
    derived = True
    for number, line in enumerate(text.splitlines(), 1):
        found = HEADER.match(line)
        if not found:
            continue
        language, rest = found["lang"] or "en", found["rest"].strip()
        if found["key"] == "title":
            title[language] = rest
        elif found["key"] == "none":
            none[language] = rest
        elif found["key"] == "derived":
            derived = rest != "no"
        elif found["key"] == "description":
            description[language] = " ".join(filter(None, [description.get(language), rest]))
        else:
            _parameter(rest, language, parameters, f"line {number}: {line}")
    return Question(name, text, title, description, tuple(parameters.values()), none, derived)


def _parameter(rest: str, language: str, parameters: dict[str, Parameter], line: str) -> None:
    """`organization (organization, optional) — only posts in this body`; a translation repeats name and help only."""
    found = PARAMETER.fullmatch(rest)
    if not found or (language != "en" and found["name"] not in parameters):
        raise KabargrafError(f"{line}: write # param: name (type, optional) — help, then # param@id: name — …")
    name = found["name"]
    if name in parameters:
        known = parameters[name]
        help = {**known.help, language: found["help"]}
        parameters[name] = Parameter(name, known.type, known.optional, known.default, help)
        return
    type = found["type"] or "text"
    if type not in (*TYPES, *VALUES):
        near = difflib.get_close_matches(type, (*TYPES, *VALUES), n=1)
        mend = f"did you mean {near[0]}?" if near else f"write one of {', '.join((*TYPES, *VALUES))}"
        raise KabargrafError(f"{line}: “{type}” is no type of a parameter: {mend}")
    default = re.search(r"default ([^,)]+)", found["more"] or "")
    optional = default is not None or "optional" in (found["more"] or "")
    value = default[1].strip() if default else None
    parameters[name] = Parameter(name, type, optional, value, {language: found["help"]})
