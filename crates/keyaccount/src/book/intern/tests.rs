use super::*;

fn text_of(texts: &Interner, number: u32) -> String {
    let mut text = String::new();
    texts.write(number, &mut text);
    assert_eq!(text, texts.text(number));
    text
}

#[test]
fn a_text_keeps_its_number() {
    let mut texts = Interner::default();
    assert_eq!((texts.intern("甲"), texts.intern("7"), texts.intern(""), texts.intern("甲")), (0, 1, 2, 0));
    assert_eq!((texts.text(0), texts.text(1), texts.text(2), texts.text(NONE)), ("甲", "7", "", ""));
    assert_eq!((texts.find("甲"), texts.find("乙"), texts.len()), (Some(0), None, 3));
}

/// Whatever the order, the stem, the width: different texts have different numbers, the same the same.
#[test]
fn ids_are_told_apart_however_they_are_counted() {
    let mut asked: Vec<String> = Vec::new();
    for i in 0..3_000_u64 {
        let scattered = i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        asked.push(format!("C{i:06}"));
        asked.push(format!("C{i}"));
        asked.push(format!("{scattered}"));
        asked.push(format!("stem {} {scattered}", i % 40));
        asked.push(format!("C{:09}", i * 50));
        asked.push(format!("{:020}", i % 7));
        asked.push(format!("甲{}乙", i % 9));
    }
    asked.extend(
        ["", "0", "00", "٣", "C", "C0", "C00", "-1", "999999999", "4294967295", "C2147483647", "C2147483648"]
            .map(String::from),
    );
    asked.extend(["999999999999999999", "1000000000000000000", "9223372036854775808"].map(String::from));
    for rotated in [0, 1, 2, 3, 6, 40] {
        asked.rotate_left(rotated);
        let mut texts = Interner::of_ids();
        let mut numbers = std::collections::HashMap::new();
        for text in asked.iter().chain(asked.iter().rev()) {
            let number = texts.intern(text);
            assert_eq!(*numbers.entry(text.clone()).or_insert(number), number, "{text}");
        }
        let distinct: std::collections::HashSet<u32> = numbers.values().copied().collect();
        assert_eq!(distinct.len(), numbers.len());
        let settling = texts.settle(numbers.len());
        if matches!(settling, Settling::Scattered) {
            continue;
        }
        for (text, number) in &numbers {
            let number = settling.of(*number);
            assert_eq!((texts.find(text), text_of(&texts, number)), (Some(number), text.clone()));
            assert!((number as usize) < texts.len());
        }
        assert_eq!((texts.find("C5000"), texts.find("stem 40 1"), texts.find("D1")), (None, None, None));
        let mut ordered: Vec<u32> = numbers.values().map(|number| settling.of(*number)).collect();
        ordered.sort_by(|a, b| texts.compare(*a, *b));
        assert!(ordered.is_sorted_by_key(|number| texts.sort_key(*number)), "{rotated}");
        let in_order: std::collections::BTreeSet<String> = numbers.into_keys().collect();
        assert!(ordered.iter().map(|number| text_of(&texts, *number)).eq(in_order), "{rotated}");
    }
}

#[test]
fn an_integer_is_the_text_of_its_digits() {
    let mut ids = Interner::of_ids();
    let far = i64::MAX - 5;
    let by_text = [7, far, 8].map(|id: i64| ids.intern(&id.to_string()));
    for _ in 0..2 {
        assert_eq!([7, far, 8].map(|id| ids.intern_integer(id)), by_text);
    }
    let new = ids.intern_integer(far - 1);
    assert_eq!(ids.intern(&(far - 1).to_string()), new);
    let settling = ids.settle(4);
    assert_eq!(ids.intern_integer(far), settling.of(by_text[1]));
    assert_eq!(text_of(&ids, settling.of(new)), (far - 1).to_string());
}

#[test]
fn sort_keys_never_contradict_the_order_of_bytes() {
    let counted = ["1", "10", "100", "2", "19", "99", "999999999999999", "100000000000000"];
    let stems = ["K-1", "K-10", "K-9", "K-21"];
    let padded = ["C0001", "C0010", "C0100", "C2000"];
    let mixed = ["", "a", "a\0", "abcdefgh", "abcdefghi", "大客户", "K-1", "K-10", "K-2", "7"];
    for texts in [&counted[..], &stems, &padded, &mixed] {
        let mut ids = Interner::of_ids();
        let numbers: Vec<u32> = texts.iter().map(|text| ids.intern(text)).collect();
        let settling = ids.settle(texts.len());
        let numbers: Vec<u32> = numbers.iter().map(|number| settling.of(*number)).collect();
        let mut distinct = std::collections::BTreeSet::new();
        for (a, text) in numbers.iter().zip(texts) {
            distinct.insert(ids.sort_key(*a));
            for (b, other) in numbers.iter().zip(texts) {
                let by_key = ids.sort_key(*a).cmp(&ids.sort_key(*b));
                assert!(by_key.is_eq() || by_key == text.cmp(other), "{text:?} {other:?}");
            }
        }
        assert!(distinct.len() > texts.len() / 2, "{texts:?}");
    }
}

#[test]
fn a_counted_text_is_written_as_it_was() {
    for (first, second) in [("K007", "K123"), ("K123", "K007"), ("9", "1000"), ("A-0", "A-1"), ("007", "999")]
    {
        let mut ids = Interner::of_ids();
        let numbers = [first, second].map(|text| ids.intern(text));
        let settling = ids.settle(2);
        assert_eq!(numbers.map(|n| text_of(&ids, settling.of(n))), [first, second].map(String::from));
        assert_eq!(ids.others.len(), 0, "{first} {second}");
    }
}

#[test]
fn widths_that_may_not_be_mixed_are_not() {
    // K1000 has four digits, K007 three: no common form.
    let mut ids = Interner::of_ids();
    let numbers = ["K1000", "K007", "K7"].map(|text| ids.intern(text));
    let settling = ids.settle(3);
    assert_eq!(numbers.map(|n| text_of(&ids, settling.of(n))), ["K1000", "K007", "K7"].map(String::from));
    let mut ids = Interner::of_ids();
    let numbers = ["K007", "K7", "K1000", "K07", "K100"].map(|text| ids.intern(text));
    let settling = ids.settle(5);
    let texts = numbers.map(|n| text_of(&ids, settling.of(n)));
    assert_eq!(texts, ["K007", "K7", "K1000", "K07", "K100"].map(String::from));
}

#[test]
fn numbers_far_from_nought_begin_near_their_first() {
    let mut ids = Interner::of_ids();
    let number = ids.intern("13800000000");
    let next = ids.intern("13800000001");
    assert_eq!(next, number + 1);
    let settling = ids.settle(2);
    assert_eq!((settling.of(number), settling.of(next), ids.len()), (0, 1, 2));
    assert_eq!((ids.text(0), ids.text(1), ids.find("13800000002")), ("13800000000", "13800000001", None));
    // What comes afterwards is stored behind them.
    assert_eq!((ids.intern("13800000002"), ids.intern("x"), ids.intern("13800000001")), (2, 3, 1));
    assert_eq!((ids.text(2), ids.text(3), ids.len()), ("13800000002", "x", 4));
}

#[test]
fn numbers_of_more_digits_than_a_text_may_have_are_not_counted() {
    let mut ids = Interner::of_ids();
    let plain = Form { stem: "", padded: 0 };
    assert_eq!(ids.count(plain, 999_999_999_999_999_999, 1_000_000_000_000_000_000), None);
    assert!(ids.count(plain, 999_999_999_999_999_998, 999_999_999_999_999_999).is_some());
}

#[test]
fn a_long_unused_beginning_is_left_out() {
    for (first, moved) in [(20_001, 0), (20_002, 20_001)] {
        // Counted from 1, so that a number is one less than its text.
        let mut ids = Interner::of_ids();
        let numbers = [first, first + 30_000].map(|id: u32| ids.intern(&id.to_string()));
        let settling = ids.settle(20_000);
        assert_eq!(numbers.map(|number| number - settling.of(number)), [moved; 2], "{first}");
        assert_eq!(ids.find(&first.to_string()), Some(settling.of(numbers[0])));
    }
}

#[test]
fn what_lies_far_apart_is_scattered() {
    let mut ids = Interner::of_ids();
    ids.intern("1");
    ids.intern("20004");
    assert!(!matches!(ids.settle(2), Settling::Scattered));
    let mut ids = Interner::of_ids();
    ids.intern("1");
    ids.intern("20005");
    assert!(matches!(ids.settle(2), Settling::Scattered));
}

#[test]
fn sets_are_joined_whichever_way_they_are_counted() {
    let groups: [&[&str]; 8] = [
        &[],
        &["K001", "K002", "x"],
        &["K003", "K150", "x", "y"],
        &["150", "151"],
        &["90000000", "90000001"],
        &["K7"],
        &["y", "x"],
        &["K0999", "K3"],
    ];
    for one in groups {
        for two in groups {
            for three in groups {
                let mut all = Interner::of_ids();
                let mut numbers: Vec<(u32, &str)> =
                    one.iter().map(|text| (all.intern(text), *text)).collect();
                for more in [two, three] {
                    let mut other = Interner::of_ids();
                    let theirs: Vec<u32> = more.iter().map(|text| other.intern(text)).collect();
                    let mut joined = all.join(&other);
                    for (number, text) in theirs.iter().zip(more) {
                        numbers.push((all.joined(&mut joined, &other, *number), text));
                    }
                    assert_eq!(all.joined(&mut joined, &other, NONE), NONE);
                }
                for (number, text) in &numbers {
                    assert_eq!(all.intern(text), *number, "{one:?} {two:?} {three:?}");
                }
                if let settling @ (Settling::Same | Settling::Moved { .. }) = all.settle(numbers.len()) {
                    for (number, text) in &numbers {
                        assert_eq!(text_of(&all, settling.of(*number)), *text);
                    }
                }
            }
        }
    }
}
