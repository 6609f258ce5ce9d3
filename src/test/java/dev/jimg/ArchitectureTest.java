package dev.jimg;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The floors of the house: imports go down only, and packages on one floor do not know each other. */
@AnalyzeClasses(packages = "dev.jimg", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noCycles = slices().matching("dev.jimg.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ociKnowsOnlyItself = may("oci");

    @ArchTest
    static final ArchRule transferKnowsTheWords = may("transfer", "oci");

    @ArchTest
    static final ArchRule textStandsAlone = may("text");

    @ArchTest
    static final ArchRule spellingStandsAlone = may("spelling");

    @ArchTest
    static final ArchRule systemCallsStandAlone = may("posix");

    @ArchTest
    static final ArchRule tarStandsAlone = may("tar");

    @ArchTest
    static final ArchRule inflateStandsAlone = may("inflate");

    @ArchTest
    static final ArchRule hashStandsAlone = may("hash");

    @ArchTest
    static final ArchRule tomlStandsAlone = may("toml");

    @ArchTest
    static final ArchRule filesKnowHashesOnly = may("files", "hash");

    @ArchTest
    static final ArchRule fileIndexKnowsFloorsBelow = may("fileindex", "hash", "oci", "transfer", "tar", "files");

    @ArchTest
    static final ArchRule configKnowsTheWords = may("config", "oci", "toml");

    @ArchTest
    static final ArchRule serviceKnowsFloorsBelow = may("service", "oci", "transfer", "files");

    @ArchTest
    static final ArchRule registryKnowsFloorsBelow = may("registry", "oci", "transfer", "config", "text");

    @ArchTest
    static final ArchRule storeKnowsFloorsBelow = may("store", "oci", "transfer", "config", "text", "posix");

    @ArchTest
    static final ArchRule archiveKnowsFloorsBelow = may("archive", "hash", "oci", "transfer", "config", "text",
            "tar", "inflate");

    @ArchTest
    static final ArchRule rootfsKnowsFloorsBelow =
            may("rootfs", "oci", "transfer", "config", "text", "posix", "tar");

    @ArchTest
    static final ArchRule runtimeStandsOnTheRootfs =
            may("runtime", "oci", "transfer", "config", "text", "posix", "rootfs");

    @ArchTest
    static final ArchRule engineKnowsFloorsBelow = may("engine", "oci", "transfer", "config", "text");

    @ArchTest
    static final ArchRule dockerfilesKnowTheWords = may("build.dockerfile", "oci");

    @ArchTest
    static final ArchRule builderKnowsFloorsBelow =
            may("build", "build.dockerfile", "oci", "transfer", "config", "text", "store", "archive", "rootfs",
                    "runtime", "posix", "tar");

    @ArchTest
    static final ArchRule backendKnowsWhatItJoins =
            may("backend", "oci", "transfer", "config", "text", "service", "registry", "store", "archive", "build",
                    "engine", "posix", "rootfs", "runtime", "tar", "files", "fileindex");

    @ArchTest
    static final ArchRule whatBothBackendsNeedKnowsNeither = mayNot("backend.shared", "backend.store",
            "backend.engine", "backend.copy");

    @ArchTest
    static final ArchRule theStoreKnowsNoEngine = mayNot("backend.store", "backend.engine", "backend.copy", "engine");

    @ArchTest
    static final ArchRule theEngineKnowsNoStore =
            mayNot("backend.engine", "backend.store", "backend.copy", "store", "runtime", "rootfs", "posix");

    @ArchTest
    static final ArchRule copiesKnowNoEngine = mayNot("backend.copy", "backend.engine", "engine");

    @ArchTest
    static final ArchRule stateIsPure = may("tui.state", "oci", "service", "files", "spelling");

    @ArchTest
    static final ArchRule terminalKnowsHowWideTextIs = may("tui.term", "text");

    @ArchTest
    static final ArchRule viewsDrawTheState =
            may("tui.view", "tui.state", "tui.term", "service", "oci", "text", "files");

    @ArchTest
    static final ArchRule settingsKnowWhatTheyName =
            may("tui.settings", "tui.state", "tui.view", "tui.term", "toml", "service", "text", "spelling");

    @ArchTest
    static final ArchRule loopJoinsTheScreen =
            may("tui.run", "tui.settings", "tui.state", "tui.view", "tui.term", "service", "oci", "transfer", "text", "files");

    @ArchTest
    static final ArchRule templatesKnowWhatHarms = may("template", "text");

    @ArchTest
    static final ArchRule commandsKnowTheService =
            may("cli", "service", "config", "oci", "transfer", "text", "template", "files");

    @ArchTest
    static final ArchRule theLineShellHandsLinesToTheCommands =
            may("shell", "cli", "service", "transfer", "text", "spelling", "tui.term");

    @ArchTest
    static final ArchRule onlyTheWireKnowsOkhttp = noClasses()
            .that().resideOutsideOfPackages("dev.jimg.registry..", "dev.jimg.engine..")
            .should().dependOnClassesThat().resideInAnyPackage("okhttp3..", "okio..");

    @ArchTest
    static final ArchRule onlyPosixKnowsJna = noClasses()
            .that().resideOutsideOfPackage("dev.jimg.posix..")
            .should().dependOnClassesThat().resideInAnyPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule onlyTheScreenKnowsLanterna = noClasses()
            .that().resideOutsideOfPackage("dev.jimg.tui..")
            .should().dependOnClassesThat().resideInAnyPackage("com.googlecode.lanterna..");

    @ArchTest
    static final ArchRule onlyTerminalAndLineShellKnowJline = noClasses()
            .that().resideOutsideOfPackages("dev.jimg.tui.term..", "dev.jimg.shell..")
            .should().dependOnClassesThat().resideInAnyPackage("org.jline..");

    @ArchTest
    static final ArchRule stateDoesNotWaitOrReadAClock = noClasses()
            .that().resideInAPackage("dev.jimg.tui.state..")
            .should().dependOnClassesThat().resideInAnyPackage("java.io..", "java.net..", "java.nio..",
                    "java.util.concurrent..", "com.googlecode.lanterna..", "com.fasterxml..");

    private static ArchRule mayNot(String name, String... others) {
        return noClasses().that().resideInAPackage("dev.jimg." + name + "..").should().dependOnClassesThat()
                .resideInAnyPackage(Stream.of(others).map(other -> "dev.jimg." + other + "..").toArray(String[]::new));
    }

    /** The package may use these packages of ours, and whatever is not ours. */
    private static ArchRule may(String name, String... below) {
        Set<String> allowed = new HashSet<>();
        allowed.add("dev.jimg." + name);
        for (String other : below) {
            allowed.add("dev.jimg." + other);
        }
        return classes().that().resideInAPackage("dev.jimg." + name + "..")
                .should().onlyDependOnClassesThat(new DescribedPredicate<>("are in " + allowed + " or not ours") {
                    @Override
                    public boolean test(JavaClass type) {
                        String home = type.getBaseComponentType().getPackageName();
                        return !home.startsWith("dev.jimg") || allowed.stream()
                                .anyMatch(floor -> home.equals(floor) || home.startsWith(floor + "."));
                    }
                }).allowEmptyShould(true);
    }
}
