-- As the superuser of the server, once. Who makes the tables is not who the app is.
CREATE ROLE focus_owner LOGIN;
CREATE ROLE focus_app LOGIN;
CREATE DATABASE focus OWNER focus_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE focus FROM PUBLIC;
GRANT CONNECT ON DATABASE focus TO focus_app;
