namespace ToolTime.Architecture.Tests.Style;

public sealed class StyleTests
{
    [Fact]
    public void SourceFiles_InSrc_AreShort() => Assert.Empty(Repository.FilesUnder("src", "*.cs").SelectMany(StyleRules.FaultsInLength));

    [Fact]
    public void SourceFiles_OfAllProjects_FitIntoTheirColumns() =>
        Assert.Empty(
            Repository.FilesUnder("src", "*.cs").Concat(Repository.FilesUnder("tests", "*.cs")).Concat(Repository.FilesUnder("bench", "*.cs"))
                .SelectMany(StyleRules.FaultsInColumns)
        );

    [Fact]
    public void SourceFiles_InSrc_HaveOnePublicTypeEach() =>
        Assert.Empty(Repository.FilesUnder("src", "*.cs").SelectMany(StyleRules.FaultsInTypes));

    [Fact]
    public void Types_OfSrc_HaveNamesThatDifferByMoreThanAPlural() =>
        Assert.Empty(StyleRules.FaultsInNames(Repository.FilesUnder("src", "*.cs")));

    [Fact]
    public void Folders_OfSrcAndTests_AreNamedByTheProduct() =>
        Assert.Empty(Repository.FilesUnder("src").Concat(Repository.FilesUnder("tests")).SelectMany(StyleRules.FaultsInFolders));

    [Fact]
    public void Files_OfSrc_NameNoFolderOfOneMachine() =>
        Assert.Empty(Repository.FilesUnder("src").SelectMany(file => StyleRules.FaultsInPaths(file, Repository.Root)));
}
