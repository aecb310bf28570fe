//! Files that mean harm, or might as well.

use super::*;

fn refused(parts: &Parts, said: &str) {
    let problem = parts.file().problem();
    assert!(problem.contains(said), "{problem}");
}

#[test]
fn other_files_are_called_what_they_are() {
    let mut encrypted = vec![0_u8; 2_048];
    encrypted[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    encrypted[30] = 9;
    let old = encrypted.clone();
    // The list of streams begins in sector 1, behind the header and sector 0.
    encrypted[48] = 1;
    for (place, unit) in "EncryptedPackage".encode_utf16().enumerate() {
        encrypted[1_024 + 128 + 2 * place..][..2].copy_from_slice(&unit.to_le_bytes());
    }
    for (bytes, said) in [
        (&b""[..], "what is no workbook"),
        (b"a,b\n1,2\n", "what is no workbook"),
        (b"PK\x05\x06", "what is no workbook"),
        (b"\n <html><table>", "a web page or XML"),
        (&old, "a workbook of Excel 97 to 2003"),
        (&old[..8], "a workbook of Excel 97 to 2003"),
        (&encrypted, "protected by a password"),
        (b"PK\x03\x04", "broken"),
    ] {
        let problem = File::of(bytes).problem();
        assert!(problem.contains(said), "{problem}");
    }
    let other = |name: &str| Parts::of_rows("").without("_rels/.rels").with(name, "<x/>").file().problem();
    assert!(other("content.xml").contains("an OpenDocument spreadsheet"));
    assert!(other("a.txt").contains("an archive that holds no workbook"));
    let binary = format!(
        "<Relationships><Relationship Id=\"r\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>"
    );
    refused(&Parts::of_rows("").with("_rels/.rels", binary), "a binary workbook");
}

#[test]
fn a_missing_file_is_said_to_be_missing() {
    let folder = TempDir::new().unwrap();
    for path in [folder.path().join("none.xlsx"), folder.path().to_owned()] {
        let problem = Workbook::open(&path).err().unwrap();
        assert_eq!(problem.code, keyaccount::ProblemCode::Io);
    }
}

#[test]
fn a_file_cut_short_anywhere_is_a_problem() {
    let bytes = Parts::of_rows("<row><c><v>1</v></c></row>").bytes();
    for end in 0..bytes.len() {
        assert!(File::of(&bytes[..end]).rows().is_err(), "{end} bytes");
    }
}

#[test]
fn a_file_with_any_byte_changed_is_read_or_refused() {
    let strings = "<sst uniqueCount=\"1\"><si><t>x</t></si></sst>";
    let rows = "<row><c t=\"s\"><v>0</v></c><c><v>12.5</v></c></row>";
    let bytes = Parts::of_rows(rows).with("xl/sharedStrings.xml", strings).bytes();
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 0x55;
        let _ = File::of(&changed).rows();
    }
}

#[test]
fn one_cell_far_out_is_refused_without_filling_the_way_there() {
    let far = |cell: &str| Parts::of_rows(&format!("<row><c r=\"{cell}\"><v>1</v></c></row>"));
    refused(&far("XFD1048576"), "1048576 16384 found a cell beyond column 4096");
    refused(&far("FAO1"), "1 4097 found a cell beyond column 4096");
    // Blank rows cost next to nothing, and the last column is as good as any.
    assert_eq!(far("A1048576").file().rows().unwrap().len(), 1_048_576);
    assert_eq!(far("FAN1").file().rows().unwrap()[0].texts.len(), 4_096);
}

#[test]
fn a_stated_dimension_means_nothing() {
    let sheet = |dimension: &str| {
        Parts::of_sheet(&format!(
            "<worksheet><dimension ref=\"{dimension}\"/><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
        ))
    };
    assert_eq!(sheet("A1:XFD1048576").file().texts(), [["1"]]);
    for dimension in ["B2:A1", "A1:A4294967296", "A1:AAAAAAAA1", "A1:B2:C3", "", "1", "A", "é"] {
        refused(&sheet(dimension), "broken");
    }
}

#[test]
fn cells_beyond_any_sheet_are_refused() {
    for rows in [
        "<row r=\"1048577\"/>",
        "<row r=\"4294967295\"><c><v>1</v></c></row>",
        "<row r=\"0\"/>",
        "<row r=\"x\"/>",
        "<row><c r=\"A99999999999999999999\"><v>1</v></c></row>",
        "<row><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row>",
        "<row><c r=\"A\"><v>1</v></c></row>",
        "<row><c r=\"1\"><v>1</v></c></row>",
    ] {
        refused(&Parts::of_rows(rows), "the cell name");
    }
}

#[test]
fn cells_out_of_order_are_refused() {
    for rows in [
        "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>",
        "<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
        "<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
    ] {
        refused(&Parts::of_rows(rows), "a cell out of order");
    }
}

#[test]
fn values_the_reader_would_mistake_are_refused() {
    for cell in [
        // The first shared string, instead of nothing.
        "<c t=\"s\"><v>x</v></c>",
        "<c t=\"s\"><v>-1</v></c>",
        "<c t=\"s\"><v>99999999999999999999</v></c>",
        // Blank or cut short, instead of 12.
        "<c><v>&#49;2</v></c>",
        "<c><v>1&#50;</v></c>",
        "<c><v><![CDATA[12]]></v></c>",
        "<c><v>1<!-- -->2</v></c>",
        "<c t=\"str\"><v><![CDATA[12]]></v></c>",
        "<c><v>12</v><f>6+6</f></c>",
        // No values at all.
        "<c t=\"s\"><v>1</v></c>",
        "<c t=\"b\"><v>maybe</v></c>",
        "<c t=\"e\"><v>#WHAT!</v></c>",
        "<c t=\"n\"><v>twelve</v></c>",
        "<c t=\"zzz\"><v>1</v></c>",
        "<c s=\"0\" s=\"1\"><v>1</v><",
    ] {
        let parts = Parts::of_rows(&format!("<row>{cell}</row>"));
        refused(&parts.with("xl/sharedStrings.xml", "<sst><si><t>first</t></si></sst>"), "broken");
    }
}

#[test]
fn broken_xml_is_refused_wherever_it_stands() {
    for part in ["_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        for xml in ["", "<", "<a>", "<a><b></a></b>", "\u{0}", "<a b=></a>", "&", "<!DOCTYPE"] {
            let parts = Parts::of_rows("").with(part, xml);
            assert!(parts.file().rows().is_err(), "{part}: {xml:?}");
        }
        let text = Parts::of_rows("").with(part, b"<a>\xff\xfe\x00<</a>".as_slice());
        assert!(text.file().rows().is_err(), "{part}");
        if part != "_rels/.rels" {
            assert!(Parts::of_rows("").without(part).file().rows().is_err(), "{part}");
        }
    }
    for part in ["xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme1.xml"] {
        refused(&Parts::of_rows("").with(part, "<sst><si></sst>"), "broken");
    }
}

#[test]
fn names_that_could_be_read_two_ways_are_refused() {
    let relation = |target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONS}/worksheet\" Target=\"{target}\"/></Relationships>"
        )
    };
    let related = "xl/_rels/workbook.xml.rels";
    refused(&Parts::of_rows("").with(related, relation("worksheets/sheet&#49;.xml")), "the part's name");
    refused(&Parts::of_rows("").with("XL/Workbook.xml", "<x/>"), "two parts of one name");
    let twice = "<workbook><sheet name=\"S\" r:id=\"r1\"/><sheet name=\"S\" r:id=\"r1\"/></workbook>";
    refused(&Parts::of_rows("").with("xl/workbook.xml", twice), "two sheets `S`");
}

#[test]
fn text_without_end_is_refused_before_it_is_gathered() {
    let long = "x".repeat(5 << 20);
    for rows in [
        format!("<row><c t=\"str\"><v>{long}</v></c></row>"),
        format!("<row r=\"{long}\"/>"),
        format!("<row><!-- {long} --></row>"),
        format!(
            "<row><c t=\"inlineStr\"><is>{}</is></c></row>",
            format!("<t>{}</t>", "x".repeat(900)).repeat(5_000)
        ),
        // A cell within the text of a cell, to make its measure start anew.
        format!(
            "<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>",
            format!("<c/>{}", "x".repeat(900)).repeat(5_000)
        ),
        format!("<row><x>{long}</x></row>"),
    ] {
        refused(&Parts::of_rows(&rows), "beyond every real workbook");
    }
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    refused(&Parts::of_rows("").with("xl/sharedStrings.xml", strings), "beyond every real workbook");
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{}\"/></numFmts></styleSheet>",
        "0".repeat(8_192)
    );
    refused(&Parts::of_rows("").with("xl/styles.xml", styles), "beyond every real workbook");
    let formats = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(100_001));
    refused(&Parts::of_rows("").with("xl/styles.xml", formats), "more than 100000 cell formats");
}

#[test]
fn elements_nested_without_end_are_refused() {
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    refused(&Parts::of_rows(&deep), "nested without end");
    refused(&Parts::of_rows("").with("xl/styles.xml", deep), "nested without end");
}

#[test]
fn what_unpacks_to_hundreds_of_times_its_size_is_refused() {
    let parts = Parts::of_rows(&"<x/>".repeat(50_000));
    let limits = Limits { ratio_from: 100_000, ratio: 100, ..Limits::USUAL };
    let problem = parts.file().rows_within(limits).unwrap_err();
    assert!(problem.contains("a part `xl/worksheets/sheet1.xml` beyond"), "{problem}");
    assert_eq!(parts.file().rows_within(Limits { ratio_from: 300_000, ..limits }), Ok(vec![]));
}

#[test]
fn one_string_named_by_every_cell_is_measured_by_row() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(600_000));
    let rows = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(2));
    refused(
        &Parts::of_rows(&rows).with("xl/sharedStrings.xml", strings),
        "1 2 found a row of more than 1048576 bytes of text",
    );
}

#[test]
fn nul_is_left_to_whoever_judges_text() {
    let file = Parts::of_rows("<row><c t=\"inlineStr\"><is><t>a_x0000_b</t></is></c></row>").file();
    assert_eq!(file.texts(), [["a\0b"]]);
}

#[test]
fn a_sheet_nobody_reads_to_its_end_holds_nobody_up() {
    let row = "<row><c><v>1</v></c></row>".repeat(10_000);
    let file = Parts::of_rows(&row).file();
    for _ in 0..20 {
        let mut sheet = Workbook::open(&file.path).unwrap().sheet(None).unwrap();
        assert!(sheet.next_row(&mut SheetRow::default()).unwrap());
    }
}
