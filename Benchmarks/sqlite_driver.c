/* Writes the rows of a calendar store into a fresh database with the same tables, as SQLite alone does it:
 *
 *     sqlite_driver STORE COPY
 *
 * All rows of all tables, in one transaction, by one prepared statement for each table. Reading them is part of the time. */
#include "measure.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sqlite3 *from, *to;

static void check(int status, int expected, sqlite3 *database) {
    if (status == expected) return;
    fprintf(stderr, "sqlite_driver: %s\n", sqlite3_errmsg(database));
    exit(70);
}

static void run(const char *sql) { check(sqlite3_exec(to, sql, NULL, NULL, NULL), SQLITE_OK, to); }

static void copy_table(const char *name) {
    char sql[4096];
    sqlite3_stmt *source, *target;
    snprintf(sql, sizeof sql, "SELECT * FROM %s", name);
    check(sqlite3_prepare_v2(from, sql, -1, &source, NULL), SQLITE_OK, from);
    int columns = sqlite3_column_count(source);
    size_t end = (size_t)snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", name);
    for (int column = 1; column < columns; column++) end += (size_t)snprintf(sql + end, sizeof sql - end, ", ?");
    snprintf(sql + end, sizeof sql - end, ")");
    check(sqlite3_prepare_v2(to, sql, -1, &target, NULL), SQLITE_OK, to);
    while (sqlite3_step(source) == SQLITE_ROW) {
        for (int column = 0; column < columns; column++)
            check(sqlite3_bind_value(target, column + 1, sqlite3_column_value(source, column)), SQLITE_OK, to);
        check(sqlite3_step(target), SQLITE_DONE, to);
        sqlite3_reset(target);
    }
    check(sqlite3_finalize(source), SQLITE_OK, from);
    sqlite3_finalize(target);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fputs("usage: sqlite_driver STORE COPY\n", stderr);
        return 64;
    }
    unlink(argv[2]);
    check(sqlite3_open_v2(argv[1], &from, SQLITE_OPEN_READONLY, NULL), SQLITE_OK, from);
    check(sqlite3_open(argv[2], &to), SQLITE_OK, to);
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
    /* The tables that a virtual one keeps its content in come with it. */
    const char *tables = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'item_text_%' "
                         "ORDER BY type = 'index', rowid";
    sqlite3_stmt *schema;
    check(sqlite3_prepare_v2(from, tables, -1, &schema, NULL), SQLITE_OK, from);
    double start = seconds_now();
    run("BEGIN IMMEDIATE");
    while (sqlite3_step(schema) == SQLITE_ROW) run((const char *)sqlite3_column_text(schema, 1));
    sqlite3_finalize(schema);
    const char *names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
                        "AND name NOT LIKE 'item_text_%' ORDER BY rowid";
    check(sqlite3_prepare_v2(from, names, -1, &schema, NULL), SQLITE_OK, from);
    while (sqlite3_step(schema) == SQLITE_ROW) copy_table((const char *)sqlite3_column_text(schema, 0));
    sqlite3_finalize(schema);
    run("INSERT INTO item_text (rowid, title, description, location) SELECT id, title, description, location FROM item");
    run("COMMIT");
    check(sqlite3_prepare_v2(to, "SELECT count(*) FROM event", -1, &schema, NULL), SQLITE_OK, to);
    check(sqlite3_step(schema), SQLITE_ROW, to);
    size_t events = (size_t)sqlite3_column_int64(schema, 0);
    sqlite3_finalize(schema);
    sqlite3_close(from);
    check(sqlite3_close(to), SQLITE_OK, to);
    double seconds = seconds_now() - start;
    unlink(argv[2]);
    print_result("many-rows", seconds, 0, events);
    return 0;
}
