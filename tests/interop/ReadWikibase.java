// Reads dumps of a Wikibase with Wikidata Toolkit and prints what it understood, one item a line.
// java -cp … ReadWikibase.java DUMP…     (an empty line ends each dump)
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wikidata.wdtk.datamodel.helpers.JsonDeserializer;
import org.wikidata.wdtk.datamodel.interfaces.*;

public class ReadWikibase {
  static final JsonDeserializer READER = new JsonDeserializer("http://www.wikidata.org/entity/");
  static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] dumps) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String dump : dumps) {
      try (BufferedReader lines = Files.newBufferedReader(Path.of(dump))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.equals("[") && !line.equals("]")) {
            String entity = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
            out.println(JSON.writeValueAsString(item(READER.deserializeItemDocument(entity))));
          }
        }
      }
      out.println();
    }
    out.flush();
  }

  static Map<String, Object> item(ItemDocument item) {
    Map<String, Object> found = new LinkedHashMap<>();
    Map<String, Object> aliases = new LinkedHashMap<>();
    item.getAliases().forEach((code, forms) -> {
      List<String> texts = new ArrayList<>();
      forms.forEach(form -> texts.add(form.getText()));
      aliases.put(code, texts);
    });
    List<Object> statements = new ArrayList<>();
    for (Iterator<Statement> all = item.getAllStatements(); all.hasNext(); ) {
      statements.add(statement(all.next()));
    }
    found.put("id", item.getEntityId().getId());
    found.put("labels", texts(item.getLabels()));
    found.put("descriptions", texts(item.getDescriptions()));
    found.put("aliases", aliases);
    found.put("statements", statements);
    return found;
  }

  static Map<String, String> texts(Map<String, MonolingualTextValue> terms) {
    Map<String, String> found = new LinkedHashMap<>();
    terms.forEach((code, term) -> found.put(code, term.getText()));
    return found;
  }

  static List<Object> statement(Statement statement) {
    List<Object> references = new ArrayList<>();
    for (Reference reference : statement.getReferences()) {
      references.add(snaks(reference.getAllSnaks()));
    }
    String rank = statement.getRank().name().toLowerCase();
    return List.of(snak(statement.getMainSnak()), rank, snaks(statement.getAllQualifiers()), references);
  }

  static List<Object> snaks(Iterator<Snak> all) {
    List<Object> found = new ArrayList<>();
    all.forEachRemaining(snak -> found.add(snak(snak)));
    return found;
  }

  static List<Object> snak(Snak snak) {
    List<Object> found = new ArrayList<>();
    found.add(snak.getPropertyId().getId());
    if (snak instanceof ValueSnak) {
      found.addAll(value(((ValueSnak) snak).getValue()));
    } else {
      found.add(snak instanceof SomeValueSnak ? "somevalue" : "novalue");
    }
    return found;
  }

  static List<Object> value(Value value) {
    if (value instanceof ItemIdValue) {
      return List.of("item", ((ItemIdValue) value).getId());
    } else if (value instanceof StringValue) {
      return List.of("text", ((StringValue) value).getString());
    } else if (value instanceof MonolingualTextValue) {
      MonolingualTextValue text = (MonolingualTextValue) value;
      return List.of("monolingual", text.getLanguageCode(), text.getText());
    } else if (value instanceof TimeValue) {
      TimeValue time = (TimeValue) value;
      if (time.getTimezoneOffset() != 0 || time.getBeforeTolerance() != 0 || time.getAfterTolerance() != 0) {
        throw new IllegalArgumentException("tolerance or time zone: " + time);
      }
      String day = String.format(
          "%+05d-%02d-%02dT%02d:%02d:%02dZ",
          time.getYear(), time.getMonth(), time.getDay(), time.getHour(), time.getMinute(), time.getSecond());
      return List.of("time", day, (int) time.getPrecision(), time.getPreferredCalendarModel());
    } else if (value instanceof QuantityValue) {
      QuantityValue quantity = (QuantityValue) value;
      BigDecimal amount = quantity.getNumericValue().stripTrailingZeros();
      return List.of("quantity", (amount.signum() < 0 ? "" : "+") + amount.toPlainString(), quantity.getUnit());
    } else if (value instanceof GlobeCoordinatesValue) {
      GlobeCoordinatesValue place = (GlobeCoordinatesValue) value;
      return List.of(
          "coordinate", place.getLatitude(), place.getLongitude(), place.getPrecision(), place.getGlobe());
    }
    throw new IllegalArgumentException("a value of no kind that we write: " + value);
  }
}
