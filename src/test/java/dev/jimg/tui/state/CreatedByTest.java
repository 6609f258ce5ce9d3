package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatedByTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            /bin/sh -c #(nop)  CMD ["sh"];                              CMD ["sh"]
            /bin/sh -c #(nop) ADD file:ca6d in /;                       ADD file:ca6d in /
            /bin/sh -c apt-get update;                                  RUN apt-get update
            |1 A=b /bin/sh -c make;                                     RUN make
            RUN /bin/sh -c make install # buildkit;                     RUN make install
            RUN |2 A=b C=d /bin/sh -c make # buildkit;                  RUN make
            COPY /a /b # buildkit;                                      COPY /a /b
            RUN /bin/bash -o pipefail -c curl # buildkit;               RUN /bin/bash -o pipefail -c curl
            ENTRYPOINT ["/bin/sh" "-c"];                                ENTRYPOINT ["/bin/sh" "-c"]
            bazel build ...;                                            bazel build ...
            """)
    void showsTheInstruction(String createdBy, String shown) {
        assertEquals(shown, CreatedBy.instruction(createdBy));
    }

    @Test
    void putsEverythingOnOneLine() {
        assertEquals("RUN a && b", CreatedBy.instruction("RUN /bin/sh -c a \t\n && b # buildkit"));
        assertEquals("", CreatedBy.instruction(""));
    }
}
