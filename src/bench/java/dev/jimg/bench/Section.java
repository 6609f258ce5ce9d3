package dev.jimg.bench;

import dev.jimg.bench.report.Row;
import java.util.List;

/** A part of the table. */
interface Section {

    /** What {@code --only} finds it by. */
    String name();

    List<Row> rows(Workbench bench);
}
