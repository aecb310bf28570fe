//! Writes the Kotlin and Swift sources out of the built library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
