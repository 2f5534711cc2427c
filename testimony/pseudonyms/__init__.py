"""Finding, linking and rendering what identifies people in a testimony: pure functions, text in and structure out."""
