//! Customer books from Arrow record batches, and result tables as Arrow record batches.
