namespace ToolTime.Architecture.Tests.Style;

/// <summary>The rules find violations.</summary>
public sealed class StyleRulesTests
{
    [Theory]
    [InlineData(400, false)]
    [InlineData(401, true)]
    public void FaultsInLength_AtAndOverTheLimit_AreNoneAndOne(int lines, bool faulty) =>
        Assert.Equal(
            faulty ? ["src/a.cs has more than 400 lines."] : [],
            StyleRules.FaultsInLength(new("src/a.cs", string.Concat(Enumerable.Repeat("//\n", lines))))
        );

    [Theory]
    [InlineData(141, false, true)]
    [InlineData(140, false, false)]
    [InlineData(300, true, false)]
    public void FaultsInColumns_WithoutTexts_AreThoseOverTheLimit(int letters, bool isText, bool faulty) =>
        Assert.Equal(
            faulty ? ["src/a.cs:2 has more than 140 columns."] : [],
            StyleRules.FaultsInColumns(new("src/a.cs", "//\n" + (isText ? $"a(\"{new string('x', letters)}\");" : new string('x', letters))))
        );

    [Theory]
    [InlineData("public sealed class A(B b);\n\npublic static class B;\n", "has several public types that act: A, B")]
    [InlineData("public interface A;\n\npublic sealed class B(A a);\n\npublic enum C { B }\n", "has several public types that act: A, B")]
    [InlineData("public sealed record B(C C);\n\npublic enum C { D }\n", "is named after none of its public types")]
    [InlineData("public sealed record A(B B);\n\npublic enum B { D }\n\npublic enum C { D }\n", "has C, which goes with no other type of it")]
    public void FaultsInTypes_SeveralThatAreNotOne_AreFound(string text, string fault) =>
        Assert.Equal([$"src/a/A.cs {fault}."], StyleRules.FaultsInTypes(new("src/a/A.cs", text)));

    [Theory]
    [InlineData("public sealed class A\n{\n    public sealed class B;\n}\n")]
    [InlineData("public sealed class A;\ninternal sealed class B;\n")]
    [InlineData("public readonly struct A<T>;\n")]
    [InlineData("public interface A\n{\n    B Get();\n}\n\npublic enum B;\n")]
    [InlineData("public sealed record A(B B);\n\npublic enum B;\n\n[X(typeof(A))]\npublic sealed partial class C : JsonSerializerContext;\n")]
    public void FaultsInTypes_OneAndItsParts_AreNone(string text) => Assert.Empty(StyleRules.FaultsInTypes(new("src/a/A.cs", text)));

    [Theory]
    [InlineData("internal sealed class Row;\npublic static class Rows;\n", "Row and Rows differ by a plural only.")]
    [InlineData("public static class Boxes\n{\n    private record struct Box;\n}\n", "Box and Boxes differ by a plural only.")]
    [InlineData("public sealed record Tally;\n\ninternal sealed class Tallies;\n", "Tally and Tallies differ by a plural only.")]
    [InlineData("public sealed record Row;\n\ninternal sealed class RowReader;\n", null)]
    public void FaultsInNames_APluralBesideItsSingular_IsFound(string text, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], StyleRules.FaultsInNames([new("src/a.cs", text)]));

    [Theory]
    [InlineData("src/Grains/Helpers/A.cs", "Helpers")]
    [InlineData("src/services/A.cs", "services")]
    public void FaultsInFolders_AForbiddenWord_IsFound(string path, string folder) =>
        Assert.Equal([$"{path} lies in a folder {folder}."], StyleRules.FaultsInFolders(new(path, "")));

    [Theory]
    [InlineData("src/Grains/Publication/ModelStats.cs")]
    [InlineData("src/Grains/Usage/Helpers.cs")]
    public void FaultsInFolders_AWordOfTheProduct_IsNone(string path) => Assert.Empty(StyleRules.FaultsInFolders(new(path, "")));

    [Theory]
    [InlineData("var path = \"/build/tree/src\";")]
    [InlineData("// see /home/me/notes")]
    [InlineData("@\"C:\\Users\\me\"")]
    public void FaultsInPaths_AFolderOfOneMachine_IsFound(string line) =>
        Assert.Equal(["src/a.cs:1 names a folder of one machine."], StyleRules.FaultsInPaths(new("src/a.cs", line), "/build/tree"));

    [Theory]
    [InlineData("var path = \"~/.local/share\";")]
    [InlineData("/// <summary>src/home/page.html</summary>")]
    [InlineData("https://example.org/home/page")]
    public void FaultsInPaths_AnythingElse_AreNone(string line) =>
        Assert.Empty(StyleRules.FaultsInPaths(new("src/a.cs", line), "/build/tree"));
}
