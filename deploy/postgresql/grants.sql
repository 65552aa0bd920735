-- As focus_owner in the database focus, after every `focus records init`.
-- The app reads and adds; what is kept it can neither change nor delete. Drafts are no records.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO focus_app;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO focus_app;
REVOKE INSERT ON alembic_version FROM focus_app;
GRANT UPDATE, DELETE ON drafts TO focus_app;
