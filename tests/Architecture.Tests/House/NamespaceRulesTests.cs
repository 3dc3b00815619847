namespace ToolTime.Architecture.Tests.House;

public sealed class NamespaceRulesTests
{
    [Theory]
    [InlineData("Api")]
    [InlineData("Grains")]
    [InlineData("Monitor")]
    [InlineData("Names")]
    [InlineData("Recording")]
    [InlineData("Silo")]
    [InlineData("Storage")]
    [InlineData("Transcripts")]
    [InlineData("Uploader")]
    public void FaultsInDirection_OfAProject_AreNone(string project) =>
        Assert.Empty(NamespaceRules.FaultsInDirection(project, Repository.FilesUnder($"src/{project}", "*.cs")));

    [Fact]
    public void FaultsInDirection_ThreeThatImportEachOther_AreFound() =>
        Assert.Equal(
            ["ToolTime.P.A -> ToolTime.P.B -> ToolTime.P.C -> ToolTime.P.A"],
            NamespaceRules.FaultsInDirection(
                "P",
                [File("ToolTime.P.A", "ToolTime.P.B"), File("ToolTime.P.B", "ToolTime.P.C"), File("ToolTime.P.C", "ToolTime.P.A")]
            )
        );

    [Fact]
    public void FaultsInDirection_OneThatImportsWhatItEncloses_IsFound() =>
        Assert.Equal(
            ["ToolTime.P -> ToolTime.P.A -> ToolTime.P"],
            NamespaceRules.FaultsInDirection("P", [File("ToolTime.P", "ToolTime.P.A"), File("ToolTime.P.A", "System")]));

    [Fact]
    public void FaultsInDirection_OneWay_AreNone() =>
        Assert.Empty(
            NamespaceRules.FaultsInDirection(
                "P",
                [File("ToolTime.P.A", "ToolTime.P.B"), File("ToolTime.P.B", "ToolTime.Q"), File("ToolTime.P.C", "ToolTime.P.A")]
            )
        );

    private static SourceFile File(string own, string imported) => new("src/P/a.cs", $"using {imported};\n\nnamespace {own};\n");
}
