using System.Text;
using Microsoft.AspNetCore.Http;
using ToolTime.Api.SignIn;

namespace ToolTime.Api.Tests.SignIn;

public sealed class OperatorsTokenTests
{
    [Theory]
    [InlineData("Bearer operators-token", "operators-token")]
    [InlineData("bearer schl\u00fcssel-\u4e2d", "schl\u00fcssel-\u4e2d")]
    [InlineData("Basic operators-token", null)]
    [InlineData("", null)]
    public void In_HeaderInUtf8_IsItsToken(string header, string? token)
    {
        var context = new DefaultHttpContext();
        // As the server decodes headers.
        context.Request.Headers.Authorization = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(header));
        Assert.Equal(token, OperatorsToken.In(context));
    }
}
