"""Web pages: what they say of themselves, their text, their encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chancery.read import Document, read_document

if TYPE_CHECKING:
    from pathlib import Path

    from chancery.model.article import Article

BODY = (
    "<p>The two ministers agreed on a plan for the coming year, officials said on Tuesday.</p>"
    "<p>They will meet again in the autumn, officials of both ministries said in a statement.</p>"
    "<p>The plan covers forty projects in industry and farming and runs for six years.</p>"
)


def read(path: Path, page: str | bytes) -> Article:
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_document(Document(source="page.html", path=path, kind="html"))


def blocks(article: Article, kind: str) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind == kind]


def test_a_page_with_everything(tmp_path: Path) -> None:
    article = read(
        tmp_path / "a.html",
        f"""<html lang="en-GB"><head><title>Ministers agree on a plan | The Example</title>
        <meta property="og:title" content="Ministers agree on a plan - The Example">
        <meta property="og:site_name" content="The Example">
        <link rel="canonical" href="https://example.org/plan">
        <script type="application/ld+json">{{"@graph": [
        {{"@type": "WebSite", "datePublished": "2001-01-01"}},
        {{"@type": ["NewsArticle"], "datePublished": "2024-03-05T23:30:00+07:00"}}]}}</script>
        <meta property="article:published_time" content="2024-03-06"></head>
        <body><nav><a href="/">Home</a></nav><article><h1>Ministers agree on a plan</h1>{BODY}
        <figure><img src="a.jpg">
        <figcaption>The house of the talks. Photo: agency</figcaption></figure></article>
        <aside><h3>Related news</h3><ul><li>Another minister visits a port</li></ul>
        <figure><figcaption>A port far away. Photo: agency</figcaption></figure></aside>
        </body></html>""",
    )
    assert article.title == "Ministers agree on a plan"
    assert article.outlet == "The Example"
    assert article.url == "https://example.org/plan"
    assert article.language == "en"
    assert (article.published, article.published_from) == ("2024-03-05", "metadata")
    assert len(blocks(article, "body")) == 3
    assert blocks(article, "caption") == ["The house of the talks."]
    assert "port" not in article.text


def test_dates_by_falling_worth(tmp_path: Path) -> None:
    for head, day, origin in [
        ('<meta name="pubdate" content="2024-03-05">', "2024-03-05", "metadata"),
        ('<time datetime="2024-03-05T10:00">today</time>', "2024-03-05", "page"),
        ("<p>Tuesday, 5 March 2024 | 10:00</p>", "2024-03-05", "page"),
        ("<p>No date at all.</p>", None, None),
    ]:
        article = read(
            tmp_path / "a.html",
            f"<html><body><article><h1>A plan of theirs</h1>{head}{BODY}</article></body></html>",
        )
        assert (article.published, article.published_from) == (day, origin)


def test_the_identifier_holds_the_date_however_it_was_found(tmp_path: Path) -> None:
    body = f"<body><article><h1>A plan of ministers</h1>{BODY}</article></body>"
    page = f"<html><head>%s</head>{body}</html>"
    undated = read(tmp_path / "a.html", page % "")
    dated = read(tmp_path / "a.html", page % '<meta name="pubdate" content="2024-03-05">')
    assert undated.text == dated.text
    assert undated.id != dated.id


def test_declared_encodings_right_and_wrong(tmp_path: Path) -> None:
    russian = "<p>Министры двух стран договорились о плане на будущий год, сообщили в министерствах.</p>" * 3
    for declared, real in [
        ("utf-8", "utf-8"),
        ("windows-1251", "cp1251"),
        ("iso-8859-1", "utf-8"),
        ("nonsense", "utf-8"),
    ]:
        head = f'<head><meta charset="{declared}"></head>'
        page = f"<html>{head}<body><article><h1>План</h1>{russian}</article></body></html>"
        article = read(tmp_path / "a.html", page.encode(real))
        assert "договорились о плане" in article.text
        assert article.language == "ru"


def test_hostile_markup_ends(tmp_path: Path) -> None:
    deep = "<div>" * 20_000 + BODY + "</div>" * 20_000
    assert "two ministers" in read(tmp_path / "a.html", f"<html><body>{BODY}{deep}</body></html>").text
    xml = f'<?xml version="1.0" encoding="utf-8"?><html><body>{BODY}</body></html>'
    assert "two ministers" in read(tmp_path / "a.html", xml).text
