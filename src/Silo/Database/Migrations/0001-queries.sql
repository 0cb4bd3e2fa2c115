-- Orleans asks its database for statements by name, and reads them once as a silo starts. The names of the table and of its columns are Orleans'.
CREATE TABLE OrleansQuery (
    QueryKey text PRIMARY KEY,
    QueryText text NOT NULL
);
