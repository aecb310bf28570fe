"""Parts of ``keyaccount.archive``, a subject each. Import the names from there."""
