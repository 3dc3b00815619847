using System.Runtime.CompilerServices;
using ToolTime.Grains.Maintenance;
using ToolTime.Maintenance;

namespace ToolTime.Grains.Tests.Maintenance;

public sealed class MaintenanceMetricsTests
{
    [Fact]
    public void WordFor_EachKindOfStep_IsOneOfItsOwn()
    {
        var words = typeof(MaintenanceStep).GetNestedTypes().Where(type => !type.IsAbstract)
            .Select(type => MaintenanceMetrics.WordFor((MaintenanceStep)RuntimeHelpers.GetUninitializedObject(type))).ToList();
        Assert.NotEmpty(words);
        Assert.DoesNotContain("other", words);
        Assert.Equal(words.Count, words.Distinct().Count());
    }
}
