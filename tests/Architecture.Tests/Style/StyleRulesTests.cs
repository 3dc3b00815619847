namespace ToolTime.Architecture.Tests.Style;

/// <summary>The rules find what breaks them.</summary>
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
    [InlineData("public sealed class A;\npublic readonly record struct B;\n", "A, B")]
    [InlineData("public interface IA;\npublic enum B { }\npublic static partial class C;\n", "IA, B, C")]
    public void FaultsInTypes_SeveralPublicOnes_AreFound(string text, string types) =>
        Assert.Equal([$"src/a.cs has several public types: {types}."], StyleRules.FaultsInTypes(new("src/a.cs", text)));

    [Theory]
    [InlineData("public sealed class A\n{\n    public sealed class B;\n}\n")]
    [InlineData("public sealed class A;\ninternal sealed class B;\n")]
    [InlineData("public readonly struct A<T>;\n")]
    public void FaultsInTypes_OnePublicOne_AreNone(string text) => Assert.Empty(StyleRules.FaultsInTypes(new("src/a.cs", text)));

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
