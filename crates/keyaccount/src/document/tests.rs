//! Trees from TOML and JSON, laid over one another, held against a declaration of their own.

use super::*;

static SHELF: TableSpec = TableSpec::of(&[
    Field::required("name", Kind::Text(TextForm::Name), "its name", "名称"),
    Field::optional(
        "height",
        Kind::Decimal { min: Bound::From(0), max: 3_000_000, places: 1 },
        "in metres",
        "高度",
    )
    .or("1.5"),
    Field::optional("room", Kind::Table(&ROOM), "where it stands", "房间").or("{}"),
    Field::optional(
        "labels",
        Kind::Map { keys: Names::Any, values: &Kind::Integer { min: 0, max: 9 } },
        "x",
        "标签",
    ),
]);

static ROOM: TableSpec = TableSpec {
    of_sections: false,
    fields: &[
        Field::optional("number", Kind::Integer { min: 1, max: 99 }, "its number", "房号"),
        Field::optional("title", Kind::Text(TextForm::Free), "its name", "房名"),
        Field::optional("locked", Kind::Bool, "whether it is locked", "上锁").or("false"),
    ],
    one_of: &[&["number", "title"]],
};

fn toml(text: &str) -> Node {
    let (node, problems) = read("shelf.toml", text);
    assert!(problems.is_empty(), "{problems:?}");
    node
}

fn messages(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{} {problem}", problem.code)).collect()
}

#[test]
fn positions_count_lines_and_characters() {
    let text = format!(
        "# 说明\r\n{} = {{ \"名\" = \"客户\", \"数\" = 0.10 }} # 尾\r\n[a.b]\nc = [1_000,\n  +2]\n",
        "x".repeat(70)
    );
    let node = toml(&text);
    let inner = node.get(&"x".repeat(70)).unwrap().as_table().unwrap();
    let place = |at: &Position| (at.line.unwrap(), at.column.unwrap());
    assert_eq!(place(&inner.entry("名").unwrap().at), (2, 76));
    assert_eq!(place(&inner.get("名").unwrap().at), (2, 82));
    assert_eq!(place(&inner.get("数").unwrap().at), (2, 94));
    assert_eq!(inner.get("数").unwrap().value, Value::Number("0.10".into()));
    let b = node.get("a").unwrap().get("b").unwrap();
    assert_eq!(place(&b.at), (3, 4));
    let Value::List(items) = &b.get("c").unwrap().value else { panic!("a list") };
    assert_eq!(items.iter().map(|item| place(&item.at)).collect::<Vec<_>>(), [(4, 6), (5, 3)]);
    assert_eq!(View::of(b).get("c").items().unwrap()[0].whole(), Some(1_000));
    assert_eq!(View::of(b).get("c").items().unwrap()[1].whole(), Some(2));
}

#[test]
fn positions_in_json_are_as_exact() {
    let text = "{ \"客户\": {\n  \"a\" : [1,  -0.10, {\"b\":null}],\r\n\t\"c\": \"\\u5ba2\\\"\" } }";
    let node = toml(text);
    let place = |at: &Position| (at.line.unwrap(), at.column.unwrap(), &text[at.bytes.clone()]);
    let inner = node.get("客户").unwrap();
    assert_eq!(place(&node.as_table().unwrap().entry("客户").unwrap().at), (1, 3, "\"客户\""));
    assert_eq!((place(&inner.at).0, place(&inner.at).1), (1, 9));
    let Value::List(items) = &inner.get("a").unwrap().value else { panic!("a list") };
    assert_eq!(place(&inner.get("a").unwrap().at), (2, 9, "[1,  -0.10, {\"b\":null}]"));
    let places: Vec<_> = items.iter().map(|item| place(&item.at)).collect();
    assert_eq!(places, [(2, 10, "1"), (2, 14, "-0.10"), (2, 21, "{\"b\":null}")]);
    assert_eq!(items[1].value, Value::Number("-0.10".into()));
    assert_eq!(place(&items[2].as_table().unwrap().entry("b").unwrap().at), (2, 22, "\"b\""));
    assert_eq!(place(&inner.get("c").unwrap().at), (3, 7, "\"\\u5ba2\\\"\""));
    assert_eq!(inner.get("c").unwrap().as_text(), Some("客\""));
}

#[test]
fn every_problem_of_json_has_its_place() {
    let (node, problems) =
        read("s.json", "{ \"a\": 1,\n \"a\": 2, \"b\": [\"\\ud800\"], \"c\": 3, \"c\": 4 }");
    assert_eq!(
        messages(&problems),
        [
            "duplicate s.json:2:2: found `a`, expected every key once in a table; remove one of the two",
            "syntax s.json:2:16: found unexpected end of hex escape, expected JSON",
            "duplicate s.json:2:35: found `c`, expected every key once in a table; remove one of the two",
        ]
    );
    assert_eq!(View::of(&node).get("c").whole(), Some(3), "the rest is read");
    let mut node =
        toml("{\n  \"name\": \"one\",\n  \"height\": 3.1, \"rom\": {},\n  \"room\": { \"number\": 7 }\n}");
    assert_eq!(
        messages(&validate(&mut node, &SHELF)),
        [
            "out_of_range shelf.toml:3:13 (height): found the number `3.1`, expected a number from 0 to 3",
            "unknown_key shelf.toml:3:18 (rom): found the key `rom`, expected one of `name`, `height`, `room`, `labels`; did you mean `room`?",
        ]
    );
}

#[test]
fn keys_keep_the_order_of_the_document() {
    let keys = |node: &Node| node.as_table().unwrap().iter().map(|e| e.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&toml("b = 1\na.x = 1\nc = 2\na.y = 3\n")), ["b", "a", "c"]);
    assert_eq!(keys(&toml("{ \"b\": 1, \"a\": null, \"c\": 2 }")), ["b", "a", "c"]);
}

#[test]
fn syntax_errors_are_all_reported_once_a_line() {
    let (_, problems) = read("s.toml", "a = \nb = 1\nc = [1 2]\nd = 1\nd = 2\n");
    let lines: Vec<_> = problems.iter().map(|p| (p.line.unwrap(), p.code.code())).collect();
    assert_eq!(lines, [(1, "syntax"), (3, "syntax"), (5, "duplicate")]);
    let (_, problems) = read("s.toml", "优 = 1\nband = 优\n");
    assert_eq!(
        messages(&problems),
        [
            "syntax s.toml:1:1: found `优`, expected TOML (invalid unquoted key, expected letters, numbers, `-`, `_`); put the key in quotation marks",
            "syntax s.toml:2:8: found `优`, expected TOML (string values must be quoted, expected literal string); put the text in quotation marks",
        ]
    );
    let (_, problems) = read("s.json", "{ \"a\": 1,\n \"a\": 2 }");
    assert_eq!(problems[0].code.code(), "duplicate");
    assert_eq!((problems[0].line, problems[0].found.as_str()), (Some(2), "`a`"));
    let (_, problems) = read("s.json", "{ \"a\": 01 }");
    assert_eq!(messages(&problems), ["syntax s.json:1:9: found invalid number, expected JSON"]);
    let (_, problems) = read("s.json", "{} {}");
    assert_eq!(problems[0].code.code(), "syntax");
}

#[test]
fn numbers_are_never_floats() {
    for text in
        ["n = 0.1000000000000000055511151231257827", "{ \"n\": 0.1000000000000000055511151231257827 }"]
    {
        let node = toml(text);
        assert_eq!(
            node.get("n").unwrap().value,
            Value::Number("0.1000000000000000055511151231257827".into())
        );
    }
    assert_eq!(
        toml("{ \"n\": 12345678901234567890123 }").get("n").unwrap().value,
        Value::Number("12345678901234567890123".into())
    );
}

#[test]
fn the_nesting_is_bounded_however_it_is_written() {
    let fits = |text: &str| read("d", text).1.is_empty();
    let lists = |n: usize| format!("a = {}1{}", "[".repeat(n), "]".repeat(n));
    assert!(fits(&lists(MAX_DEPTH)) && !fits(&lists(MAX_DEPTH + 1)));
    let json = |n: usize| format!("{{\"a\":{}1{}}}", "[".repeat(n), "]".repeat(n));
    assert!(fits(&json(MAX_DEPTH - 1)) && !fits(&json(MAX_DEPTH)));
    // Each within its bound, together beyond it.
    let dotted =
        format!("[{}a]\n{}b = {}1{}", "a.".repeat(20), "b.".repeat(20), "[".repeat(20), "]".repeat(20));
    assert!(!fits(&dotted));
}

#[test]
fn a_document_is_checked_and_completed() {
    let mut node = toml("name = \"one\"\nroom.number = 7\n");
    assert!(validate(&mut node, &SHELF).is_empty());
    let view = View::of(&node);
    assert_eq!(view.get("height").decimal().unwrap().to_string(), "1.5");
    assert_eq!(view.get("room").get("locked").yes(), Some(false));
    assert!(view.get("room").get("title").is_absent());

    let mut node = toml("height = 3.1\nroom = { locked = 1 }\nlabels = { \" a\" = 1, b = 10 }\nnmae = 1\n");
    assert_eq!(
        messages(&validate(&mut node, &SHELF)),
        [
            "out_of_range shelf.toml:1:10 (height): found the number `3.1`, expected a number from 0 to 3",
            "wrong_type shelf.toml:2:19 (room.locked): found the number `1`, expected `true` or `false`",
            "missing shelf.toml:2:8 (room): found none of them, expected one of `number`, `title`",
            "bad_identifier shelf.toml:3:12 (labels.\" a\"): found ` a`, expected a name of 1 to 64 characters without `;`, control characters or spaces around it",
            "out_of_range shelf.toml:3:26 (labels.b): found the number `10`, expected a whole number from 0 to 9",
            "unknown_key shelf.toml:4:1 (nmae): found the key `nmae`, expected one of `name`, `height`, `room`, `labels`; did you mean `name`?",
            "missing shelf.toml (name): found no such key, expected `name`: its name",
        ]
    );
    assert!(matches!(node.get("height").unwrap().value, Value::Broken));
}

#[test]
fn what_lies_above_wins_key_by_key() {
    let mut base =
        toml("name = \"one\"\nheight = 2\nroom = { number = 7, locked = true }\nlabels = { a = 1, b = 2 }\n");
    let over = toml("height = 1\nroom.title = \"attic\"\nlabels = { c = 3 }\n");
    overlay(&mut base, over, &SHELF);
    assert!(validate(&mut base, &SHELF).is_empty());
    let view = View::of(&base);
    assert_eq!(view.get("name").text(), Some("one"));
    assert_eq!(view.get("height").whole(), Some(1));
    assert_eq!(view.get("room").get("title").text(), Some("attic"));
    assert!(view.get("room").get("number").is_absent(), "a title excludes a number");
    assert_eq!(view.get("room").get("locked").yes(), Some(true));
    let labels: Vec<_> = view.get("labels").entries().unwrap().into_iter().map(|(key, _)| key).collect();
    assert_eq!(labels, ["c"], "a map of names is replaced as a whole");
}

#[test]
fn the_schema_says_the_same() {
    let schema = json_schema("shelf", Doc { en: "shelf", zh: "架" }, &SHELF);
    assert_eq!(schema["title"], "shelf / 架");
    assert_eq!(schema["required"], serde_json::json!(["name"]));
    assert_eq!(
        schema["properties"]["height"].to_string(),
        r#"{"default":1.5,"description":"in metres / 高度","maximum":3,"minimum":0,"type":"number"}"#
    );
    assert_eq!(
        schema["properties"]["room"]["allOf"][0]["oneOf"],
        serde_json::json!([{ "required": ["number"] }, { "required": ["title"] }])
    );
}
