"""PostgreSQL functions by which roles that can't read the mailbox tables use one mailbox at a time."""

from alembic import op

revision = "0002"
down_revision = "0001"

# SECURITY DEFINER runs with the owner's rights. The search path is fixed and every table named with its schema, so
# that nobody slips in a table or an operator of their own; EXECUTE is taken from PUBLIC, see testimony.database.roles.
FUNCTIONS = (
    # A second posting of the same form finds the mailbox there already; the first capsule stays.
    """CREATE FUNCTION create_mailbox(p_lookup text, p_capsule bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.mailbox (lookup_id, capsule) VALUES (p_lookup, p_capsule)
    ON CONFLICT (lookup_id) DO NOTHING $$""",
    """CREATE FUNCTION read_mailbox(p_lookup text) RETURNS bytea
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT capsule FROM public.mailbox WHERE lookup_id = p_lookup $$""",
    """CREATE FUNCTION replace_capsule(p_lookup text, p_capsule bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ BEGIN
    UPDATE public.mailbox SET capsule = p_capsule WHERE lookup_id = p_lookup;
    RETURN FOUND; END $$""",
    """CREATE FUNCTION take_messages(p_lookup text) RETURNS SETOF bytea
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM public.mailbox_message WHERE lookup_id = p_lookup RETURNING sealed $$""",
    # The insert into delivered_reply comes first and decides: a replayed bundle brings no message back.
    """CREATE FUNCTION deliver_reply(p_id text, p_lookup text, p_sealed bytea, p_expires_on date)
    RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ BEGIN
    INSERT INTO public.delivered_reply (id, expires_on) VALUES (p_id, p_expires_on)
    ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO public.mailbox_message (id, lookup_id, sealed, expires_on)
    SELECT p_id, lookup_id, p_sealed, p_expires_on FROM public.mailbox WHERE lookup_id = p_lookup;
    RETURN FOUND; END $$""",
    """CREATE FUNCTION sweep_mailboxes(p_today date) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM public.mailbox_message WHERE expires_on < p_today;
    DELETE FROM public.delivered_reply WHERE expires_on < p_today $$""",
)


def upgrade() -> None:
    """Create the functions where there are roles to use them."""
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(function)
