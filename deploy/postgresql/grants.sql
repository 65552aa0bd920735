-- As focus_owner in the database focus, after every `focus records init`.
-- The app reads and adds; what is kept it can neither change nor delete. Drafts are no records.
-- Written by records.grants.grants("focus_app"); a test holds this file to it.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA "public" TO "focus_app";
GRANT SELECT, INSERT ON "public".trail TO "focus_app";
GRANT SELECT, INSERT ON "public".people TO "focus_app";
GRANT SELECT, INSERT ON "public".invitations TO "focus_app";
GRANT SELECT, INSERT ON "public".inputs TO "focus_app";
GRANT SELECT, INSERT ON "public".answers TO "focus_app";
GRANT SELECT, INSERT ON "public".rounds TO "focus_app";
GRANT SELECT, INSERT ON "public".states TO "focus_app";
GRANT SELECT, INSERT ON "public".ratings TO "focus_app";
GRANT SELECT, INSERT ON "public".accepted TO "focus_app";
GRANT SELECT, INSERT ON "public".stances TO "focus_app";
GRANT SELECT, INSERT ON "public".recusals TO "focus_app";
GRANT SELECT, INSERT ON "public".overrides TO "focus_app";
GRANT SELECT, INSERT ON "public".signatures TO "focus_app";
GRANT SELECT, INSERT ON "public".outcomes TO "focus_app";
GRANT SELECT, INSERT ON "public".scenarios TO "focus_app";
GRANT SELECT, INSERT ON "public".comments TO "focus_app";
GRANT SELECT, INSERT ON "public".supports TO "focus_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON "public".drafts TO "focus_app";
GRANT SELECT ON "public".alembic_version TO "focus_app";
