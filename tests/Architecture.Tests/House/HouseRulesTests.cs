using System.Xml.Linq;

namespace ToolTime.Architecture.Tests.House;

/// <summary>The rules find what breaks them.</summary>
public sealed class HouseRulesTests
{
    [Theory]
    [InlineData("Api", "Grains", "Api references Grains; it should Grains.Interfaces, Names.")]
    [InlineData("Uploader", "Grains.Interfaces", "Uploader references Grains.Interfaces; it should Names.")]
    [InlineData("Services", "Grains", "Services has no place in the house.")]
    public void FaultsInReferences_AForbiddenOne_IsFound(string project, string referenced, string fault) =>
        Assert.Equal([fault], HouseRules.FaultsInReferences(project, ProjectWith($"../{referenced}/{referenced}.csproj")));

    [Fact]
    public void FaultsInReferences_OneMoreThanAllowed_IsFound() =>
        Assert.Equal(
            ["Storage references Grains, Silo; it should Grains."],
            HouseRules.FaultsInReferences("Storage", ProjectWith(@"..\Grains\Grains.csproj", "../Silo/Silo.csproj")));

    [Fact]
    public void FaultsInReferences_TheAllowedOnes_AreNone() =>
        Assert.Empty(HouseRules.FaultsInReferences("Silo", ProjectWith("../Storage/Storage.csproj", "../Api/Api.csproj", "../Grains/Grains.csproj")));

    [Fact]
    public void FaultsInAssembly_AForbiddenOne_IsFound() =>
        Assert.Equal(
            ["Api's assembly references ToolTime.Grains.", "Api's assembly references tooltime."],
            HouseRules.FaultsInAssembly("Api", ["System.Runtime", "ToolTime.Grains.Interfaces", "ToolTime.Embedded", "ToolTime.Grains", "tooltime"]));

    [Theory]
    [InlineData("src/Grains/Usage/UsageGrain.cs")]
    [InlineData("src/Silo/Maintenance/MaintenanceStart.cs")]
    [InlineData("src/Silo/Hosting/Orleans/GrainEngineHosting.cs")]
    [InlineData("tests/Grains.Tests/Usage/UsageGrainTests.cs")]
    public void FaultsInEngineName_OutsideTheHosting_IsFound(string path) =>
        Assert.Equal([$"{path} names the single-process engine."], HouseRules.FaultsInEngineName(new(path, "using ToolTime.Embedded;\n")));

    [Theory]
    [InlineData("src/Embedded/Turns/Turn.cs", "namespace ToolTime.Embedded.Turns;")]
    [InlineData("src/Silo/Hosting/Embedded/GrainEngineHosting.cs", "using ToolTime.Embedded;")]
    [InlineData("tests/Grains.Tests/Hosting/Embedded/GrainHost.cs", "using ToolTime.Embedded;")]
    [InlineData("src/Grains/Usage/UsageGrain.cs", "// An embedded engine of ToolTime.EmbeddedThings")]
    public void FaultsInEngineName_WhereItMayBe_AreNone(string path, string text) => Assert.Empty(HouseRules.FaultsInEngineName(new(path, text)));

    [Theory]
    [InlineData("#if ORLEANS")]
    [InlineData("    # if !Embedded")]
    [InlineData("#elif GRAIN_ENGINE_ORLEANS")]
    public void FaultsInConditions_OnTheEngine_IsFound(string condition) =>
        Assert.Equal(["src/a.cs:2 asks for the engine."], HouseRules.FaultsInConditions(new("src/a.cs", $"namespace A;\n{condition}\n")));

    [Theory]
    [InlineData("#if DEBUG")]
    [InlineData("// #if ORLEANS is not done here")]
    public void FaultsInConditions_OnAnythingElse_AreNone(string line) => Assert.Empty(HouseRules.FaultsInConditions(new("src/a.cs", line)));

    private static XDocument ProjectWith(params string[] paths) =>
        new(new XElement("Project", new XElement("ItemGroup", paths.Select(path => new XElement("ProjectReference", new XAttribute("Include", path))))));
}
