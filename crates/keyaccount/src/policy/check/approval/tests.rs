#[test]
fn look() {
    for name in crate::Policy::shipped_names() {
        match crate::Policy::from_text(name, crate::Policy::shipped_source(name).unwrap()) {
            Ok(p) => {
                if name == "standard" {
                    println!("{}", p.to_toml().split("[approval]").nth(1).unwrap());
                }
            }
            Err(e) => panic!("{e}"),
        }
    }
}
