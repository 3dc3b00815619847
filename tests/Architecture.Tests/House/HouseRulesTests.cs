using System.Xml.Linq;

namespace ToolTime.Architecture.Tests.House;

/// <summary>The rules find violations.</summary>
public sealed class HouseRulesTests
{
    [Theory]
    [InlineData("Api", "Grains", "Api references Grains; it should Grains.Interfaces, Names.")]
    [InlineData(
        "Uploader",
        "Grains.Interfaces",
        "Uploader references Grains.Interfaces; it should Monitor, Names, Recording, Transcripts."
    )]
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
        Assert.Empty(
            HouseRules.FaultsInReferences("Silo", ProjectWith("../Storage/Storage.csproj", "../Api/Api.csproj", "../Grains/Grains.csproj"))
        );

    [Fact]
    public void FaultsInAssembly_AForbiddenOne_IsFound() =>
        Assert.Equal(
            ["Api's assembly references ToolTime.Grains.", "Api's assembly references tooltime."],
            HouseRules.FaultsInAssembly("Api", ["System.Runtime", "ToolTime.Grains.Interfaces", "ToolTime.Grains", "tooltime"]));

    private static XDocument ProjectWith(params string[] paths) =>
        new(
            new XElement(
                "Project",
                new XElement("ItemGroup", paths.Select(path => new XElement("ProjectReference", new XAttribute("Include", path))))
            )
        );
}
