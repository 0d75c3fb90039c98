package io.xcpoperator.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.Client;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.xapi.PoolClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the operator may be built: the arrows between packages, and what decisions may see. */
@AnalyzeClasses(packages = "io.xcpoperator.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "io.xcpoperator.operator.";

    /** Whose javadoc ends in "Pure.": that promise is what is held. */
    private static final Set<String> PURE = pure();

    private static final DescribedPredicate<JavaClass> DECISIONS =
            new DescribedPredicate<>("are pure by their javadoc") {
                @Override
                public boolean test(JavaClass type) {
                    return PURE.contains(outermost(type).getName());
                }
            };

    /** Names that only a decision has, and those of decisions that a name does not tell. */
    private static final DescribedPredicate<JavaClass> NAMED_AS_DECISIONS =
            new DescribedPredicate<>("are named as decisions") {
                @Override
                public boolean test(JavaClass type) {
                    return type.isTopLevelClass()
                            && type.getSimpleName()
                                    .matches(
                                            ".*(Plan|Planner|Verdict|Reporter|Figures|Budget|Waking|Pick|Release|Ownership|OwnTags)"
                                                    + "|Judgement|Identity|VmGate|HostFit|SpecReader|Troubles|VmConditions|Standing|Reach")
                            && !type.isAssignableTo("io.javaoperatorsdk.operator.api.reconciler.Reconciler");
                }
            };

    private static final Set<String> EFFECTS =
            Set.of("calls", "viewAfterWrites", "catchUp", "destructions", "holdsBack");

    private static JavaClass outermost(JavaClass type) {
        JavaClass at = type;
        while (at.getEnclosingClass().isPresent()) {
            at = at.getEnclosingClass().get();
        }
        return at;
    }

    /** Wherever these tests are found from: with several JVMs, that is Maven's own. */
    private static Path module() {
        String classes = ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return Path.of(classes).resolve("../..").normalize();
    }

    private static Set<String> pure() {
        Path root = module().resolve("src/main/java");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(ArchitectureTest::saysPure)
                    .map(file -> root.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the javadoc of the type, the first of the file. */
    private static boolean saysPure(Path file) {
        try {
            String code = Files.readString(file);
            int begin = code.indexOf("/**");
            return begin >= 0
                    && code.substring(begin, code.indexOf("*/", begin)).contains("Pure");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ArchTest
    static final ArchRule who_is_named_as_a_decision_says_that_it_is_pure =
            classes().that(NAMED_AS_DECISIONS).should(ArchCondition.from(DECISIONS));

    @ArchTest
    static final ArchRule features_do_not_see_each_other = slices().matching(BASE + "(*)..")
            .that(new DescribedPredicate<>("are features") {
                @Override
                public boolean test(com.tngtech.archunit.library.dependencies.Slice slice) {
                    return !slice.getDescription().contains("platform");
                }
            })
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule the_platform_knows_no_feature = noClasses()
            .that()
            .resideInAPackage(BASE + "platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE + "pool..",
                    BASE + "host..",
                    BASE + "network..",
                    BASE + "storage..",
                    BASE + "image..",
                    BASE + "vm..",
                    BASE + "snapshot..",
                    BASE + "restore..",
                    BASE + "door..",
                    BASE + "inquiry..");

    @ArchTest
    static final ArchRule the_operator_stands_on_the_api_and_the_client_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.xcpoperator.simulator..", "io.xcpoperator.testkit..");

    @ArchTest
    static final ArchRule decisions_see_only_values = noClasses()
            .that(DECISIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8.kubernetes.client.dsl..",
                    "io.javaoperatorsdk..",
                    "java.net.http..",
                    "java.util.concurrent..",
                    "org.slf4j..",
                    "io.xcpoperator.xapi.calls..",
                    "io.xcpoperator.xapi.session..",
                    "io.xcpoperator.xapi.wire..");

    /** What they are handed may hold a way to the pool or the cluster; they do not take it. */
    @ArchTest
    static final ArchRule decisions_cause_nothing = noClasses()
            .that(DECISIONS)
            .should()
            .callMethodWhere(new DescribedPredicate<>("a call that has an effect, or reads a clock of its own") {
                @Override
                public boolean test(JavaMethodCall call) {
                    JavaClass owner = call.getTargetOwner();
                    return (owner.isEquivalentTo(PoolHandle.class) && EFFECTS.contains(call.getName()))
                            || owner.isAssignableTo(Client.class)
                            || owner.isAssignableTo(PoolClient.class)
                            || (owner.isAssignableTo(InstantSource.class)
                                    && call.getName().startsWith("system"));
                }
            });

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .that()
            .doNotHaveSimpleName("Seams")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule nothing_sleeps = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<>("Thread.sleep") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().isEquivalentTo(Thread.class)
                            && call.getName().equals("sleep");
                }
            });

    @ArchTest
    static final ArchRule nothing_static_changes =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule no_vague_names =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Base)");

    @ArchTest
    static final ArchRule a_feature_shows_only_its_reconcilers = classes()
            .that()
            .resideInAnyPackage(
                    BASE + "host..",
                    BASE + "network..",
                    BASE + "storage..",
                    BASE + "image..",
                    BASE + "vm..",
                    BASE + "snapshot..",
                    BASE + "restore..",
                    BASE + "inquiry..")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .beAssignableTo("io.javaoperatorsdk.operator.api.reconciler.Reconciler");
}
