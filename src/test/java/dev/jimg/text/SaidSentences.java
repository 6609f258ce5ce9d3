package dev.jimg.text;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sentences that the parts below the faces can say when something fails, as the compiler's own parser finds them in
 * the sources: every text that is put together inside of an exception, or of a method that makes one. Where a sentence
 * holds something that is not written in the source, {@link #SLOT} stands.
 */
final class SaidSentences {

    /** Stands for what only the running program knows. */
    static final String SLOT = "⟦…⟧";

    private static final Set<String> UNHEARD_PACKAGES = Set.of("cli", "shell", "template", "posix");

    /** What makes a text something that a person is told … */
    private static final Set<String> TELLING = Set.of("Failure", "BuildException", "ConfigException",
            "ArchiveException", "StoreException", "RunException", "RegistryException", "EngineException",
            "MalformedException", "TunnelException", "TarException", "UnreadableException", "VerificationException",
            "RefusedException", "Problem", "Fault", "TomlScanner.Fault", "Ask", "error", "invalid", "failure", "failed",
            "refused", "refuse", "malformed", "disk", "unusable", "fault", "expect", "noStore", "corrupt", "wanted",
            "unknown", "range", "badKey", "translate", "checkName", "checkPath", "named", "withState", "locked",
            "=why", "=advice", "=OPERATION", "=operation", "=LOAD", "=IMPORT", "=READ", "=LOG_IN", "=LOG_OUT",
            "=RUNNING", "=OFFLINE", "=FORMS", "=CERTIFICATE_ADVICE", "=TWICE", "@operation", "@why",
            "@advice", "@loginAdvice", "@offered", "@whyNothing", "@meant", "@objection", "@clash");

    /** … and what makes it something else: what docker prints, what an answer is compared with. */
    private static final Set<String> QUIET = Set.of("spelledAs", "contains", "compile", "startsWith", "endsWith",
            "lease", "getBytes", "getOrDefault", "equals", "replaceFirst", "Words", "=verbatim", "=words",
            "IllegalArgumentException", "IllegalStateException", "UnsupportedOperationException", "path", "get",
            "output", "BuildEvent.Output", "put");

    /** Where a method called {@code add} notes what is wrong with a file. */
    private static final Set<String> NOTING = Set.of("settings", "Index.java", "IndexParser.java", "IndexRecovery.java");

    /** What docker prints for a failure, beside what is said of it here. */
    private static final List<String> VERBATIM = List.of("Error response from daemon", "Failed to initialize: ");

    private final Map<String, String> found = new TreeMap<>();
    private final Map<String, String> constants = new HashMap<>();

    private SaidSentences() {}

    /** Each with the file that says it. */
    static Map<String, String> below(Path sources) {
        SaidSentences sentences = new SaidSentences();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> walk = Files.walk(sources);
                StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> heard = walk.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !UNHEARD_PACKAGES.contains(sources.relativize(file).getName(0).toString())).toList();
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(heard));
            for (CompilationUnitTree unit : task.parse()) {
                sentences.read(unit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences.found;
    }

    private void read(CompilationUnitTree unit) {
        Path file = Path.of(unit.getSourceFile().getName());
        constants.clear();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree tree, Void nothing) {
                if (tree.getInitializer() instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                    constants.put(tree.getName().toString(), text);
                }
                return super.visitVariable(tree, nothing);
            }
        }.scan(unit, null);
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitBinary(BinaryTree tree, Void nothing) {
                keep(tree, getCurrentPath(), file);
                return super.visitBinary(tree, nothing);
            }

            @Override
            public Void visitLiteral(LiteralTree tree, Void nothing) {
                keep(tree, getCurrentPath(), file);
                return null;
            }
        }.scan(unit, null);
    }

    private void keep(ExpressionTree tree, TreePath path, Path file) {
        if (isWhole(path) && isTold(path, file)) {
            forms(tree).stream().filter(text -> text.matches("(?s).*[a-z]{2,} .*|.* [a-z]{2,}.*"))
                    .filter(text -> VERBATIM.stream().noneMatch(text::startsWith))
                    .forEach(text -> found.put(text.replace(SLOT + SLOT, SLOT), file.getFileName().toString()));
        }
    }

    /** Whether it is no part of a longer text. */
    private static boolean isWhole(TreePath path) {
        TreePath outer = path.getParentPath();
        while (outer.getLeaf() instanceof ParenthesizedTree || outer.getLeaf() instanceof ConditionalExpressionTree) {
            outer = outer.getParentPath();
        }
        return !(outer.getLeaf() instanceof BinaryTree);
    }

    private static boolean isTold(TreePath path, Path file) {
        for (TreePath outer = path.getParentPath(); outer != null; outer = outer.getParentPath()) {
            String name = name(outer.getLeaf());
            if (QUIET.contains(name)) {
                return false;
            }
            if (TELLING.contains(name)) {
                return true;
            }
            if (name.equals("add") && NOTING.stream().anyMatch(part -> file.toString().contains(part))) {
                return true;
            }
        }
        return false;
    }

    private static String name(Tree tree) {
        if (tree instanceof NewClassTree made) {
            return made.getIdentifier().toString();
        }
        if (tree instanceof MethodInvocationTree call) {
            String select = call.getMethodSelect().toString();
            return select.equals("problems.add") ? "add" : select.endsWith(".add") ? ".add"
                    : select.substring(select.lastIndexOf('.') + 1).strip();
        }
        if (tree instanceof VariableTree variable) {
            return "=" + variable.getName();
        }
        return tree instanceof MethodTree method ? "@" + method.getName() : "";
    }

    /** All that an expression may become: both ways of a condition. */
    private List<String> forms(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) {
            return forms(inner.getExpression());
        }
        if (tree instanceof ConditionalExpressionTree choice) {
            List<String> forms = new ArrayList<>(forms(choice.getTrueExpression()));
            forms.addAll(forms(choice.getFalseExpression()));
            return forms;
        }
        if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            List<String> forms = new ArrayList<>();
            forms(sum.getLeftOperand()).forEach(left ->
                    forms(sum.getRightOperand()).forEach(right -> forms.add(left + right)));
            return forms;
        }
        if (tree instanceof IdentifierTree name) {
            return List.of(constants.getOrDefault(name.getName().toString(), SLOT));
        }
        return List.of(tree instanceof LiteralTree literal && literal.getValue() instanceof String text ? text : SLOT);
    }
}
