//! Versions of products, which are kept by product and first day.

use super::{OneRow, written};
use crate::book::Book;
use crate::book::store::ProductVersion;

impl Book {
    /// The number of a product id, if it may occur.
    pub(crate) fn find_product(&self, id: &str) -> Option<u32> {
        self.product_ids.find(id)
    }

    /// Where a version is, or where it would be.
    pub(crate) fn find_version(&self, product: u32, valid_from: i32) -> Result<usize, usize> {
        self.products.binary_search_by_key(&(product, valid_from), |v| (v.product, v.valid_from))
    }

    /// The version that came in a row.
    pub(crate) fn version_of_row(&self, row: usize) -> Option<&ProductVersion> {
        self.products.iter().find(|version| version.row == row)
    }

    /// Takes the version that came in a row out and, unless that is all, puts another in.
    pub(crate) fn replace_version(&mut self, row: usize, one: Option<&OneRow>) {
        self.products.retain(|version| version.row != row);
        if let Some((version, _)) = one.and_then(|one| one.of.products.first()) {
            let one_texts = one.map(|one| &one.of.texts);
            let id = one.and_then(|one| written(&one.of.product_ids, version.product)).unwrap_or_default();
            let mut text = |number: u32| {
                let text = one_texts.and_then(|texts| written(texts, number));
                self.text_number(text.as_deref())
            };
            let moved = ProductVersion {
                name: text(version.name),
                uom: text(version.uom),
                category: text(version.category),
                row,
                ..*version
            };
            let product = self.product_ids.intern(&id);
            let (Ok(at) | Err(at)) = self.find_version(product, moved.valid_from);
            self.products.insert(at, ProductVersion { product, ..moved });
        }
        self.product_starts = starts(&self.products, self.product_ids.len());
    }
}

/// Where the versions of each product start, one more than there are products.
fn starts(versions: &[ProductVersion], products: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; products.saturating_add(1)];
    for version in versions {
        if let Some(count) = starts.get_mut((version.product as usize).saturating_add(1)) {
            *count = count.saturating_add(1);
        }
    }
    let mut sum = 0_u32;
    for start in &mut starts {
        sum = sum.saturating_add(*start);
        *start = sum;
    }
    starts
}
