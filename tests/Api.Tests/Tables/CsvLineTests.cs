using System.Text;
using ToolTime.Api.Tables;

namespace ToolTime.Api.Tests.Tables;

public sealed class CsvLineTests
{
    [Theory]
    [InlineData("Bash", "Bash")]
    [InlineData("", "")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("=\"a,b\"", "\"'=\"\"a,b\"\"\"")]
    public void Append_Text_IsQuotedAndNoFormula(string text, string cell)
    {
        var lines = new StringBuilder();
        CsvLine.Append(lines, [text]);
        Assert.Equal(cell + "\r\n", lines.ToString());
    }

    [Fact]
    public void Append_OtherValues_AreAsInJson()
    {
        var lines = new StringBuilder();
        CsvLine.Append(lines, [null, 0.15, 120L, -3L, true, false, new DateOnly(2026, 11, 9)]);
        Assert.Equal(",0.15,120,-3,true,false,2026-11-09\r\n", lines.ToString());
    }
}
