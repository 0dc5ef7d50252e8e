package together.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A change of the contracts breaks no reader: records written before it and services not yet
 * deployed anew must still be understood. {@code baseline.txtpb} is the contract as last accepted;
 * {@code -Dproto.accept=true} accepts the present one.
 */
class CompatibilityTest {
  private static final Path BASELINE = Path.of("baseline.txtpb");
  private static final List<FileDescriptor> FILES =
      List.of(
          Options.getDescriptor(),
          UserOuterClass.getDescriptor(),
          GuildOuterClass.getDescriptor(),
          MessageOuterClass.getDescriptor(),
          VoiceOuterClass.getDescriptor(),
          ProblemOuterClass.getDescriptor(),
          Presence.getDescriptor(),
          Ephemeral.getDescriptor(),
          Security.getDescriptor(),
          Personal.getDescriptor());

  @Test
  void breaksNoReaderOfTheAcceptedContract() throws IOException {
    var present = present();
    if (!Boolean.getBoolean("proto.accept")) {
      assertEquals(List.of(), Compatibility.breaks(baseline(), present));
    }
  }

  @Test
  void acceptedContractIsThePresentOne() throws IOException {
    var text = TextFormat.printer().printToString(present());
    if (Boolean.getBoolean("proto.accept")) {
      Files.writeString(BASELINE, text);
    } else if (!text.equals(Files.readString(BASELINE))) {
      fail("the contract has changed: run `make proto-accept` and commit proto/baseline.txtpb");
    }
  }

  @Test
  void everyProtoFileIsChecked() throws IOException {
    try (var sources = Files.list(Path.of("src/main/proto/together"))) {
      assertEquals(sources.count(), FILES.size());
    }
  }

  @Test
  void noticesARemovedField() throws IOException {
    var changed = present().toBuilder();
    var message = changed.getFileBuilder(1).getMessageTypeBuilder(0);
    var name = message.getName() + "." + message.getField(0).getName();
    message.removeField(0);
    assertEquals(
        List.of("field " + name + " is gone and its number not reserved"),
        Compatibility.breaks(present(), changed.build()));
  }

  @Test
  void letsAFieldGoWhenItsNumberIsReserved() throws IOException {
    var changed = present().toBuilder();
    var message = changed.getFileBuilder(1).getMessageTypeBuilder(0);
    int number = message.getField(0).getNumber();
    message.removeField(0);
    message.addReservedRangeBuilder().setStart(number).setEnd(number + 1);
    assertEquals(List.of(), Compatibility.breaks(present(), changed.build()));
  }

  @Test
  void noticesAChangedNumberTypeOrLabel() throws IOException {
    var type = present().toBuilder();
    type.getFileBuilder(1).getMessageTypeBuilder(0).getFieldBuilder(0).setType(Type.TYPE_STRING);
    assertEquals(1, Compatibility.breaks(present(), type.build()).size());
    var label = present().toBuilder();
    label
        .getFileBuilder(1)
        .getMessageTypeBuilder(0)
        .getFieldBuilder(0)
        .setLabel(Label.LABEL_REPEATED);
    assertEquals(1, Compatibility.breaks(present(), label.build()).size());
    var number = present().toBuilder();
    number.getFileBuilder(1).getMessageTypeBuilder(0).getFieldBuilder(0).setNumber(99);
    assertEquals(1, Compatibility.breaks(present(), number.build()).size());
  }

  @Test
  void noticesARemovedCall() throws IOException {
    var changed = present().toBuilder();
    changed.getFileBuilder(1).getServiceBuilder(0).removeMethod(0);
    assertEquals(1, Compatibility.breaks(present(), changed.build()).size());
  }

  @Test
  void letsNewFieldsMessagesAndCallsCome() throws IOException {
    var before = present().toBuilder();
    before.getFileBuilder(1).removeMessageType(0).getServiceBuilder(0).removeMethod(0);
    assertEquals(List.of(), Compatibility.breaks(before.build(), present()));
  }

  private static FileDescriptorSet present() {
    var set = FileDescriptorSet.newBuilder();
    for (var file : FILES) {
      FileDescriptorProto proto = file.toProto();
      set.addFile(proto.toBuilder().clearSourceCodeInfo());
    }
    return set.build();
  }

  private static FileDescriptorSet baseline() throws IOException {
    var extensions = ExtensionRegistry.newInstance();
    Options.registerAllExtensions(extensions);
    return TextFormat.parse(Files.readString(BASELINE), extensions, FileDescriptorSet.class);
  }
}
