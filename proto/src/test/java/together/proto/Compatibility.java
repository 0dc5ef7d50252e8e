package together.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of a new contract a reader of the old one would stumble over. */
final class Compatibility {
  private final List<String> breaks = new ArrayList<>();

  private Compatibility() {}

  /** Each break in a sentence; empty when there is none. */
  static List<String> breaks(FileDescriptorSet before, FileDescriptorSet after) {
    var check = new Compatibility();
    var messages = messages(after);
    messages(before).forEach((name, old) -> check.message(name, old, messages.get(name)));
    var services = services(after);
    services(before).forEach((name, old) -> check.service(name, old, services.get(name)));
    return check.breaks;
  }

  private static Map<String, DescriptorProto> messages(FileDescriptorSet set) {
    var found = new LinkedHashMap<String, DescriptorProto>();
    set.getFileList()
        .forEach(file -> file.getMessageTypeList().forEach(m -> found.put(m.getName(), m)));
    return found;
  }

  private static Map<String, ServiceDescriptorProto> services(FileDescriptorSet set) {
    var found = new LinkedHashMap<String, ServiceDescriptorProto>();
    set.getFileList()
        .forEach(file -> file.getServiceList().forEach(s -> found.put(s.getName(), s)));
    return found;
  }

  private void message(String name, DescriptorProto before, DescriptorProto after) {
    if (after == null) {
      breaks.add("message " + name + " is gone");
      return;
    }
    for (var old : before.getFieldList()) {
      var now =
          after.getFieldList().stream().filter(f -> f.getNumber() == old.getNumber()).findFirst();
      if (now.isPresent()) {
        field(name, before, old, after, now.get());
      } else if (after.getReservedRangeList().stream()
          .noneMatch(
              range -> range.getStart() <= old.getNumber() && old.getNumber() < range.getEnd())) {
        breaks.add("field " + name + "." + old.getName() + " is gone and its number not reserved");
      }
    }
    for (var range : before.getReservedRangeList()) {
      if (after.getFieldList().stream()
          .anyMatch(f -> range.getStart() <= f.getNumber() && f.getNumber() < range.getEnd())) {
        breaks.add("message " + name + " uses a reserved number again");
      }
    }
  }

  private void field(
      String message,
      DescriptorProto before,
      FieldDescriptorProto old,
      DescriptorProto after,
      FieldDescriptorProto now) {
    boolean same =
        old.getName().equals(now.getName())
            && old.getType() == now.getType()
            && old.getTypeName().equals(now.getTypeName())
            && old.getLabel() == now.getLabel()
            && old.getProto3Optional() == now.getProto3Optional()
            && oneof(before, old).equals(oneof(after, now));
    if (!same) {
      breaks.add("field " + message + "." + old.getName() + " is not what it was");
    }
  }

  private static String oneof(DescriptorProto message, FieldDescriptorProto field) {
    return field.hasOneofIndex() ? message.getOneofDecl(field.getOneofIndex()).getName() : "";
  }

  private void service(String name, ServiceDescriptorProto before, ServiceDescriptorProto after) {
    for (var old : before.getMethodList()) {
      if (after == null || !after.getMethodList().contains(old)) {
        breaks.add("call " + name + "." + old.getName() + " is gone or not what it was");
      }
    }
  }
}
