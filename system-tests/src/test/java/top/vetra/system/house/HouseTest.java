package top.vetra.system.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls of the house stand where they were drawn. */
class HouseTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("top.vetra");

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "resolver", "fetcher", "transcoder"})
  void aServiceStandsOnTheSharedModulesAlone(String service) {
    noClasses()
        .that()
        .resideInAPackage("top.vetra." + service + "..")
        .should()
        .dependOnClassesThat(
            vetraOutside(
                "top.vetra." + service,
                "top.vetra.model",
                "top.vetra.pipeline",
                "top.vetra.ffmpeg",
                "top.vetra.process"))
        .check(CLASSES);
  }

  @Test
  void theSharedModelKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAPackage("top.vetra.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "reactor..", "tools.jackson..", "org.apache..")
        .check(CLASSES);
  }

  @Test
  void theSimulatorKnowsNothingOfTheProduct() {
    noClasses()
        .that()
        .resideInAPackage("top.vetra.xsimulator..")
        .should()
        .dependOnClassesThat(
            vetraOutside("top.vetra.xsimulator", "top.vetra.ffmpeg", "top.vetra.process"))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "pipeline",
        "gateway",
        "resolver",
        "fetcher",
        "transcoder",
        "standalone",
        "xsimulator"
      })
  void packagesOfAModuleFormNoCycles(String module) {
    slices()
        .matching("top.vetra." + module + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> vetraOutside(String... allowed) {
    return DescribedPredicate.describe(
        "in another module of Vetra",
        other -> {
          String name = other.getPackageName();
          if (!name.startsWith("top.vetra.")) {
            return false;
          }
          for (String prefix : allowed) {
            if (name.equals(prefix) || name.startsWith(prefix + ".")) {
              return false;
            }
          }
          return true;
        });
  }
}
