use proptest::prelude::*;
use typst_syntax::ast::{AstNode, Expr, Markup};

use super::super::document::{Column, Section};
use super::*;

fn document(fill: impl FnOnce(&mut Section)) -> Document {
    let mut document = Document::new("blueprint", "Blueprint");
    document.section("context", "Context", fill);
    document
}

fn body(fill: impl FnOnce(&mut Section)) -> String {
    let text = render(&document(fill));
    text.split_once("<sec:context>\n\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
}

/// What a reader sees of markup, as the parser of typst reads it.
fn read(markup: Markup<'_>) -> String {
    let mut out = String::new();
    for expr in markup.exprs() {
        match expr {
            Expr::Text(text) => out.push_str(text.get()),
            Expr::Space(_) | Expr::Parbreak(_) => out.push(' '),
            Expr::Escape(escape) => out.push(escape.get()),
            Expr::SmartQuote(quote) => out.push_str(quote.to_untyped().leaf_text()),
            Expr::Raw(raw) => raw.lines().for_each(|line| out.push_str(line.get())),
            Expr::FuncCall(call) => {
                for arg in call.args().items() {
                    match arg {
                        typst_syntax::ast::Arg::Pos(Expr::ContentBlock(block)) => {
                            out.push_str(&read(block.body()));
                        }
                        typst_syntax::ast::Arg::Pos(Expr::Str(text))
                            if call.callee().to_untyped().leaf_text() == "raw" =>
                        {
                            out.push_str(&text.get());
                        }
                        _ => {}
                    }
                }
            }
            other => panic!("{:?} is markup", other.to_untyped()),
        }
    }
    out
}

/// The same words with single spaces, without what cannot be printed.
fn spaced(words: &str) -> String {
    let kept = words.chars().filter(|c| !c.is_control() || c.is_whitespace());
    let kept: String = kept.filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{feff}')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn parsed(source: &str) -> String {
    let root = typst_syntax::parse(source);
    let problems = root.errors_and_warnings().0;
    assert!(problems.is_empty(), "{problems:?} in {source}");
    let markup = root.cast::<Markup<'_>>();
    markup.map(read).unwrap_or_default()
}

/// Words in which there is much that means something to typst.
fn typed() -> impl Strategy<Value = String> {
    let mark = prop_oneof![
        Just("#let x = 1"),
        Just("// no"),
        Just("/* no */"),
        Just("= "),
        Just("- "),
        Just("+ "),
        Just("1. "),
        Just("/ a: b"),
        Just("<a>"),
        Just("@a"),
        Just("$x$"),
        Just("*"),
        Just("_"),
        Just("`"),
        Just("[x](y)"),
        Just("\\"),
        Just("..."),
        Just("--"),
        Just("-?"),
        Just("-1"),
        Just("~"),
        Just("https://a.example"),
        Just(";"),
        Just("(a)"),
        Just(".b"),
        Just("'\"")
    ];
    prop::collection::vec(prop_oneof![mark.prop_map(str::to_owned), "\\PC{0,6}", "[ -~]{0,8}"], 0..6)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn what_people_type_is_never_markup(parts in prop::collection::vec(typed(), 5)) {
        let [a, b, c, d, e] = &parts[..] else { unreachable!() };
        let url = Target::Url("https://a.example/x\"y".into());
        let text = Text(vec![
            Inline::Plain(a.clone()),
            Inline::Strong(b.clone()),
            Inline::Plain(c.clone()),
            Inline::Code(d.clone()),
            Inline::Link { label: e.clone(), target: url },
            Inline::Plain(a.clone()),
        ]);
        let (source, call) = code(d);
        prop_assert_eq!(spaced(&parsed(&if call { format!("#{}", source.trim_start_matches('#')) } else { source }).replace(GLUE, " ")), spaced(d));
        let anchors = Anchors::new();
        prop_assert_eq!(spaced(&parsed(&wrapped("", "", &inline(&text, &anchors)))), spaced(&text.plain()));
    }

    #[test]
    fn every_document_parses(words in typed(), label in typed()) {
        let document = document(|section| {
            section.part("x", &label, |part| part.paragraph(words.as_str()));
            section.list(ListKind::Numbers, [Text::from(words.as_str())]);
            section.list(ListKind::Boxes, [Text::from(words.as_str())]);
            section.code(&label, &words);
            section.callout(CalloutKind::Note, words.as_str());
            let mut table = Table::new([Column::required(label.as_str()), Column::required("Cost").right()]);
            table.row(None, [Text::from(words.as_str()), Text::from("1")]);
            section.table(table);
        });
        let problems = typst_syntax::parse(&render(&document)).errors_and_warnings().0;
        prop_assert!(problems.is_empty(), "{:?}", problems);
    }
}

#[test]
fn control_data_is_metadata_and_a_title_block() {
    let mut document = Document::new("blueprint", "The \"Blue\" print");
    document.control("owner", "Owner", "Ada Byron");
    document.control("date", "Date", "2026-11-12");
    let source = render(&document);
    for said in [
        "title: \"The \\\"Blue\\\" print\"",
        "author: \"Ada Byron\"",
        "datetime(year: 2026, month: 11, day: 12)",
        "([Owner], [Ada Byron])",
    ] {
        assert!(source.contains(said), "{said} in {source}");
    }
}

#[test]
fn an_organisations_logo_and_last_line_are_in_the_source() {
    let mut document = document(|section| section.paragraph("Text."));
    document.control("organisation", "Organisation", "Byron");
    document.logo = Some(Logo { path: "our \"mark\".png".into(), content: vec![1, 2, 3] });
    document.footer = Some("Internal; see https://a.example #now".into());
    let source = render(&document);
    assert!(
        source.contains(r#"logo: image("logo/our \"mark\".png", alt: "Byron", fit: "contain"),"#),
        "{source}"
    );
    let last = "#last-line[\n  Internal; see #link(\"https://a.example\")[https:\\/\\/a.example] \\#now\n]\n";
    assert!(source.ends_with(last), "{source}");
    let files = files(&[document.clone(), document]);
    let logos: Vec<_> = files.iter().filter(|file| file.path.contains("logo/")).collect();
    assert_eq!(logos, [&File { path: "typst/logo/our \"mark\".png".into(), content: vec![1, 2, 3] }]);
}

#[test]
fn links_lead_to_headings_files_and_the_other_documents() {
    let source = body(|section| {
        section.part("part", "A part (new)", |part| part.paragraph("Text."));
        let text = Text::new()
            .link("the part", Target::Heading("part".into()))
            .then(" (or ")
            .link("nothing", Target::Heading("gone".into()))
            .then(") ")
            .link("the guide", Target::Document { slug: "adoption-guide", heading: "First call".into() })
            .link("the file", Target::File("contracts/a b.yaml".into()));
        section.paragraph(text);
    });
    let source = source.replace('\n', " ");
    assert!(source.contains("== A part (new) <sec:a-part-new>"), "{source}");
    assert!(source.contains("#link(<sec:a-part-new>)[the part] (or nothing)"), "{source}");
    assert!(source.contains("#link(\"adoption-guide.pdf#sec:first-call\")[the guide]"), "{source}");
    assert!(source.contains("#link(\"contracts/a%20b.yaml\")[the file]"), "{source}");
}

#[test]
fn a_wide_table_is_put_on_its_side_when_it_is_short_or_else_the_page_is() {
    let table = |rows: usize| {
        let mut table = Table::new((0..14).map(|at| Column::required(format!("Considerable{at}"))));
        (0..rows)
            .for_each(|_| table.row(None, (0..14).map(|_| Text::from("a considerable amount of words"))));
        table
    };
    let short = body(|section| section.table(table(3)));
    assert!(short.starts_with("#table(") && short.contains("[Considerable13]"), "{short}");
    let long = body(|section| section.table(table(30)));
    // The heading above goes along.
    assert!(long.is_empty());
    let whole = render(&document(|section| section.table(table(30))));
    assert!(whole.contains("flipped: true, lead: [\n= Context <sec:context>\n]"), "{whole}");
}

#[test]
fn a_fence_outgrows_its_content() {
    assert_eq!(body(|s| s.code("sh", "echo '```'")), "````sh\necho '```'\n````\n");
    assert_eq!(body(|s| s.code("c++", "x")), "```c\nx\n```\n");
}
