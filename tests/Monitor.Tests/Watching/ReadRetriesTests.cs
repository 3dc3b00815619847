using Microsoft.Extensions.Time.Testing;
using ToolTime.Monitor.Watching;

namespace ToolTime.Monitor.Tests.Watching;

public sealed class ReadRetriesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TakeDue_APathThatStaysUnreadable_WaitsLongerEachTimeAndIsLeftInTheEnd()
    {
        var retries = new ReadRetries(_time);
        retries.Add("a");
        var pauses = new List<double>();
        while (retries.Due is { } due)
        {
            Assert.Empty(retries.TakeDue());
            _time.Advance(due);
            pauses.Add(due.TotalSeconds);
            Assert.Equal(["a"], retries.TakeDue());
            // It failed again.
            if (retries.Due is not null)
            {
                retries.Add("a");
            }
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256], pauses);
    }

    [Fact]
    public void Remove_APathThatWasRead_EndsItsRetries()
    {
        var retries = new ReadRetries(_time);
        retries.Add("a");
        _time.Advance(TimeSpan.FromMilliseconds(600));
        retries.Add("b");
        Assert.Equal(TimeSpan.FromMilliseconds(400), retries.Due);
        retries.Remove("a");
        Assert.Equal(TimeSpan.FromSeconds(1), retries.Due);
    }
}
