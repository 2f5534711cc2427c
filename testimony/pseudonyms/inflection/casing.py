"""Writing a form as its model is written: small, large, or ALL CAPS."""


def like(model: str, form: str) -> str:
    """Give `form` (in small letters) the casing of `model`."""
    if len(model) > 1 and model.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if model[:1].isupper() else form
