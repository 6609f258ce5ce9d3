package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** As pflag reads flags, and with its words. */
class FlagParserTest {

    private static final List<Flag> KNOWN = List.of(Flag.on("all", 'a', ""), Flag.filters(), Flag.number("limit", ""),
            Flag.off("human", 'H', ""), Flag.on("quiet", 'q', ""), Flag.text("platform", 'p', "string", ""));

    private static Flags parse(String... words) throws UsageException {
        return FlagParser.parse(KNOWN, List.of(words));
    }

    private static String refusal(String... words) {
        UsageException refused = assertThrows(UsageException.class, () -> parse(words));
        assertEquals(125, refused.status());
        return refused.getMessage();
    }

    @Test
    void flagsAndArgumentsMix() throws UsageException {
        Flags flags = parse("x", "-a", "y", "--quiet", "z");
        assertTrue(flags.on("all"));
        assertTrue(flags.on("quiet"));
        assertEquals(List.of("x", "y", "z"), flags.arguments());
    }

    @Test
    void switchesComeInClustersAndCanBeTurnedOff() throws UsageException {
        assertTrue(parse("-aq").on("quiet"));
        assertFalse(parse("--all=false").on("all"));
        assertFalse(parse("-H=false").on("human", true));
        assertFalse(parse("-aH=0").on("human", true));
        assertTrue(parse().on("human", true));
        assertTrue(parse("--all=T").on("all"));
        assertTrue(parse("--all=false", "--all").on("all"), "the last one counts");
    }

    @Test
    void aValueComesInEverySpelling() throws UsageException {
        for (String[] words : new String[][] {{"--platform", "v"}, {"--platform=v"}, {"-p", "v"}, {"-pv"}, {"-p=v"},
            {"-aqpv"}, {"-aqp", "v"}, {"-p", "u", "-p", "v"}}) {
            assertEquals(Optional.of("v"), parse(words).text("platform"), String.join(" ", words));
        }
        assertEquals(Optional.of(""), parse("--platform=").text("platform"));
        assertEquals(Optional.empty(), parse().text("platform"));
    }

    @Test
    void aValueMayBeginWithADash() throws UsageException {
        assertEquals(Optional.of("-q"), parse("--platform", "-q").text("platform"));
        assertEquals(Optional.of("--"), parse("-p", "--").text("platform"));
        assertEquals(-3, parse("--limit", "-3").number("limit"));
    }

    @Test
    void everythingAfterTwoDashesIsAnArgument() throws UsageException {
        Flags flags = parse("-a", "--", "-q", "--", "x");
        assertFalse(flags.on("quiet"));
        assertEquals(List.of("-q", "--", "x"), flags.arguments());
        assertEquals(List.of("-"), parse("-").arguments());
        assertEquals(List.of(""), parse("").arguments());
    }

    @Test
    void filtersCollect() throws UsageException {
        assertEquals(Map.of("label", List.of("a=b", "c"), "dangling", List.of("true")),
                parse("-f", "label=a=b", "--filter= Label = c ", "-fdangling=true", "-f", "").filters());
    }

    @Test
    void refusesInPflagsWords() {
        assertEquals("unknown flag: --x", refusal("--x"));
        assertEquals("unknown flag: --x", refusal("--x=1"));
        assertEquals("unknown flag: --al", refusal("--al"));
        assertEquals("unknown shorthand flag: 'z' in -z", refusal("-z"));
        assertEquals("unknown shorthand flag: 'z' in -zq", refusal("-azq"));
        assertEquals("flag needs an argument: --filter", refusal("--filter"));
        assertEquals("flag needs an argument: 'f' in -f", refusal("-f"));
        assertEquals("flag needs an argument: 'f' in -f", refusal("-af"));
        assertEquals("bad flag syntax: ---", refusal("---"));
        assertEquals("bad flag syntax: --=x", refusal("--=x"));
        assertEquals("invalid argument \"bar\" for \"-f, --filter\" flag: bad format of filter (expected name=value)",
                refusal("-f", "bar"));
        assertEquals("invalid argument \"x\" for \"--limit\" flag: strconv.ParseInt: parsing \"x\": invalid syntax",
                refusal("--limit", "x"));
        assertEquals("invalid argument \"99999999999\" for \"--limit\" flag: strconv.ParseInt: parsing \"99999999999\":"
                + " value out of range",
                refusal("--limit=99999999999"));
        assertEquals("invalid argument \"zz\" for \"-a, --all\" flag: strconv.ParseBool: parsing \"zz\": invalid syntax", refusal("--all=zz"));
    }

    @Test
    void helpIsAlwaysKnownUnlessTheLetterIsTaken() throws UsageException {
        assertTrue(parse("--help").helpAsked());
        assertTrue(parse("-h").helpAsked());
        assertTrue(parse("-ah").helpAsked());
        assertFalse(parse("--", "--help").helpAsked());
    }

    @Test
    void leadingFlagsEndAtTheFirstArgument() throws UsageException {
        Flags flags = FlagParser.parseLeading(KNOWN, "-a", "images", "-q", "--", "x");
        assertTrue(flags.on("all"));
        assertFalse(flags.on("quiet"));
        assertEquals(List.of("images", "-q", "--", "x"), flags.arguments());
    }
}
