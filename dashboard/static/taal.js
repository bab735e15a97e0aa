// Streamlit's choosers take their own words from the language of the browser; here everything is Dutch, whatever that is.
Object.defineProperty(Navigator.prototype, "language", { get: () => "nl-BE" });
Object.defineProperty(Navigator.prototype, "languages", { get: () => ["nl-BE", "nl"] });
